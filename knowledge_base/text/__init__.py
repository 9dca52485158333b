"""Chinese text: one normal form, words, pinyin and the vocabulary of retirees."""
