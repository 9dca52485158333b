"""Text for the ear: display text in, sentences the engine reads rightly out."""

from kiosk_ui.voice.speech_text.normalise import normalise
from kiosk_ui.voice.speech_text.personal import has_personal_number
from kiosk_ui.voice.speech_text.sentences import Sentence, split

__all__ = ["Sentence", "has_personal_number", "normalise", "split"]
