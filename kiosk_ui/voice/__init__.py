"""The voice: display text read aloud by pyttsx3 and espeak-ng in worker processes. `service.SpeechService` is the door.

Nothing is imported here: the workers load this package too, and they must be back quickly after a crash.
"""
