"""Intent classifier for short Chinese sentences: characters, words and word groups into a logistic regression."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from components.sentence_features import sentence_features

WEIGHTS_FILE = "weights.npz"
FEATURES_FILE = "features.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SentenceClassifier(GraphComponent, IntentClassifier):
    """Names the intent of a whole sentence in a fraction of a millisecond.

    Rasa's CountVectorsFeaturizer joins Chinese words with blanks and counts n-grams per word, so it loses the
    ends of the sentence and spends most of a turn's time; `bench_pipelines.py` measures both.
    Word groups are the training data's `regex` entries, matched after respelling.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """The words come from a tokenizer earlier in the pipeline."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Defaults: `regularization` is scikit-learn's C; `respellings` maps spoken to standard wording."""
        return {"max_ngram": 2, "regularization": 3.0, "random_state": 20, "ranking_length": 5, "respellings": {}}

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._groups: dict[str, re.Pattern[str]] = {}
        self._columns: dict[str, int] = {}
        self._intents: list[str] = []
        self._weights = np.zeros((0, 0), dtype=np.float32)  # one row per feature, one column per intent
        self._bias = np.zeros(0, dtype=np.float32)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceClassifier:
        """Return an untrained classifier."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Fit one logistic regression per intent and store it."""
        self._set_groups({regex["name"]: regex["pattern"] for regex in training_data.regex_features})
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        if not examples:
            return self._resource
        counts = [self._features(example) for example in examples]
        self._columns = {name: column for column, name in enumerate(sorted(set().union(*counts)))}
        model = LogisticRegression(
            solver="liblinear", C=self._config["regularization"], random_state=self._config["random_state"]
        )
        model.fit(self._matrix(counts), [example.get(INTENT) for example in examples])
        self._intents = [str(name) for name in model.classes_]
        self._weights = model.coef_.T.astype(np.float32)
        self._bias = model.intercept_.astype(np.float32)
        self._persist()
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Give each message the likeliest intent and a short ranking; empty text gets none."""
        for message in messages:
            ranking = self._rank(message) if message.get(TEXT) else []
            best = ranking[0] if ranking else {INTENT_NAME_KEY: None, "confidence": 0.0}
            message.set(INTENT, best, add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages

    def _rank(self, message: Message) -> list[dict[str, Any]]:
        if not self._intents:
            return []
        known = [(self._columns[name], count) for name, count in self._features(message).items() if name in self._columns]
        scores = self._bias.astype(np.float64)
        if known:
            columns, counts = zip(*known, strict=True)
            scores = scores + np.asarray(counts, dtype=np.float32) @ self._weights[list(columns)]
        odds = 1.0 / (1.0 + np.exp(-scores))
        shares = odds / odds.sum()
        best = np.argsort(-shares)[: self._config["ranking_length"]]
        return [{INTENT_NAME_KEY: self._intents[i], "confidence": float(shares[i])} for i in best]

    def _features(self, message: Message) -> Counter[str]:
        words = (token.text for token in message.get(TOKENS_NAMES[TEXT], []))
        return sentence_features(
            message.get(TEXT), words, self._groups, self._config["respellings"], self._config["max_ngram"]
        )

    def _matrix(self, counts: list[Counter[str]]) -> csr_matrix:
        cells = [(row, self._columns[name], n) for row, count in enumerate(counts) for name, n in count.items()]
        rows, columns, values = zip(*cells, strict=True)
        return csr_matrix((values, (rows, columns)), shape=(len(counts), len(self._columns)), dtype=np.float64)

    def _set_groups(self, patterns: dict[str, str]) -> None:
        self._groups = {name: re.compile(pattern) for name, pattern in sorted(patterns.items())}

    def _persist(self) -> None:
        with self._model_storage.write_to(self._resource) as folder:
            np.savez_compressed(folder / WEIGHTS_FILE, weights=self._weights, bias=self._bias)
            described = {
                "intents": self._intents,
                "features": list(self._columns),
                "groups": {name: pattern.pattern for name, pattern in self._groups.items()},
            }
            (folder / FEATURES_FILE).write_text(json.dumps(described, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SentenceClassifier:
        """Return the classifier as trained; numbers and names only, so nothing in a model file is executed."""
        classifier = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            described = json.loads((folder / FEATURES_FILE).read_text(encoding="utf-8"))
            with np.load(folder / WEIGHTS_FILE, allow_pickle=False) as arrays:
                classifier._weights, classifier._bias = arrays["weights"], arrays["bias"]
        classifier._intents = described["intents"]
        classifier._columns = {name: column for column, name in enumerate(described["features"])}
        classifier._set_groups(described["groups"])
        return classifier
