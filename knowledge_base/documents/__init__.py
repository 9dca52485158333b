"""Policy documents (政策文件): read a file, understand its structure, store it, keep its versions in order."""
