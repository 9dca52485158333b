"""The `wanqing` command: serve, knowledge, eval, bench."""
