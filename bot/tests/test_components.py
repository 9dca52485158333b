"""Tests of the components that need Rasa; run in its environment: `python -m unittest tests.test_components`."""

import tempfile
import unittest
from pathlib import Path

from components.sentence_classifier import SentenceClassifier
from components.visit_tracker_store import VisitTrackerStore
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.tokenizers.jieba_tokenizer import JiebaTokenizer
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

EXAMPLES = {
    "greet": ["你好", "您好啊", "早上好"],
    "policy_question": ["丧葬费怎么领", "认证一年几次", "社保卡丢了怎么办"],
    "cancel_booking": ["取消", "取消预约", "把号退了"],
}


class SentenceClassifierTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.storage = LocalModelStorage(Path(folder.name))
        self.resource = Resource("classifier")
        self.context = ExecutionContext(GraphSchema({}))
        self.config = {**SentenceClassifier.get_default_config(), "respellings": {"俺": "我"}}
        self.tokenizer = JiebaTokenizer(JiebaTokenizer.get_default_config(), self.storage, Resource("tokenizer"))
        self.classifier = SentenceClassifier.create(self.config, self.storage, self.resource, self.context)

    def tokenized(self, text: str) -> Message:
        return self.tokenizer.process([Message({"text": text})])[0]

    def train(self) -> None:
        messages = [
            self.tokenizer.process([Message({"text": text, "intent": intent})])[0]
            for intent, texts in EXAMPLES.items()
            for text in texts
        ]
        self.classifier.train(TrainingData(messages))

    def test_recognises_what_it_has_learnt(self) -> None:
        self.train()
        message = self.classifier.process([self.tokenized("取消预约")])[0]
        self.assertEqual(message.get("intent")["name"], "cancel_booking")

    def test_loaded_classifier_judges_as_the_trained_one(self) -> None:
        self.train()
        loaded = SentenceClassifier.load(self.config, self.storage, self.resource, self.context)
        rankings = [
            classifier.process([self.tokenized("丧葬费咋领")])[0].get("intent_ranking")
            for classifier in (self.classifier, loaded)
        ]
        self.assertEqual(rankings[0], rankings[1])

    def test_confidences_are_shares_of_one(self) -> None:
        self.train()
        ranking = self.classifier.process([self.tokenized("你好")])[0].get("intent_ranking")
        self.assertAlmostEqual(sum(intent["confidence"] for intent in ranking), 1.0, places=6)

    def test_unknown_words_are_not_an_error(self) -> None:
        self.train()
        message = self.classifier.process([self.tokenized("🙂𠮷xyz")])[0]
        self.assertIn(message.get("intent")["name"], EXAMPLES)

    def test_empty_text_has_no_intent(self) -> None:
        self.train()
        self.assertIsNone(self.classifier.process([Message({"text": ""})])[0].get("intent")["name"])


class VisitTrackerStoreTest(unittest.IsolatedAsyncioTestCase):
    async def visit(self, store: VisitTrackerStore, sender_id: str, said: str = "你好") -> None:
        tracker = DialogueStateTracker.from_events(sender_id, [UserUttered(said)] if said else [])
        await store.save(tracker)

    async def test_keeps_what_was_said(self) -> None:
        store = VisitTrackerStore(Domain.empty())
        await self.visit(store, "a", "认证一年几次")
        tracker = await store.retrieve("a")
        self.assertEqual(tracker.latest_message.text, "认证一年几次")

    async def test_forgets_an_emptied_conversation(self) -> None:
        store = VisitTrackerStore(Domain.empty())
        await self.visit(store, "a")
        await self.visit(store, "a", said="")
        self.assertEqual(list(await store.keys()), [])

    async def test_forgets_the_longest_silent_when_full(self) -> None:
        store = VisitTrackerStore(Domain.empty(), max_conversations=2)
        for sender_id in ("a", "b", "a", "c"):
            await self.visit(store, sender_id)
        self.assertEqual(sorted(await store.keys()), ["a", "c"])

    async def test_forgets_an_idle_visit(self) -> None:
        store = VisitTrackerStore(Domain.empty(), idle_minutes=-1)
        await self.visit(store, "a")
        self.assertEqual(list(await store.keys()), [])


if __name__ == "__main__":
    unittest.main()
