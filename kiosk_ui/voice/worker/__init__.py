"""The synthesis worker: one process, one engine, one utterance at a time.

espeak-ng keeps global state and pyttsx3 takes the whole process with it when it is used from several threads, so the
engine never runs inside the web server. `main` is the child's side, `pool` the parent's, `pipe` what they say to each
other.
"""
