# 晚晴. `make run` and `make test` each work as the only command after a clone.
.DEFAULT_GOAL := help
PYTHON ?= python3
WANQING := .venv/bin/wanqing
# Test processes at once; each starts the whole assistant for its own browser tests.
JOBS ?= 2

.PHONY: help run test check eval bench criteria screens requirements

help: ## 列出命令
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

run: ## 准备并启动晚晴（第一次几分钟，以后不到一分钟）
	@$(PYTHON) tools/environments.py run
	@exec $(WANQING) serve

test: ## 跑全部测试，缺什么装什么
	@$(PYTHON) tools/environments.py test
	@.venv/bin/python tools/system_packages.py
	@.venv/bin/python -m pytest -n $(JOBS) --dist loadfile --durations=25 $(PYTEST_ARGS)

check: ## 格式、规范、类型
	@$(PYTHON) tools/environments.py test
	.venv/bin/ruff check .
	.venv/bin/mypy

eval: ## 问答评测：每个主题、每种说法的对错
	@$(PYTHON) tools/environments.py run
	@$(WANQING) eval

bench: ## 性能测量；RETRIEVAL=目录 时加测检索
	@$(PYTHON) tools/environments.py test
	@$(WANQING) bench $(if $(RETRIEVAL),--retrieval $(RETRIEVAL))

criteria: ## 一体机和手机的121条标准：逐条证明，打印表格；ONLY="A C7" 只看这些
	@$(PYTHON) tools/environments.py test
	@.venv/bin/python tools/system_packages.py
	@.venv/bin/python tools/criteria.py $(ONLY)

screens: ## 给两个界面的每一屏拍照，写进 docs/screens/
	@$(PYTHON) tools/environments.py test
	@.venv/bin/python tools/system_packages.py
	@.venv/bin/python tools/screens.py $(ONLY)

requirements: ## 重新解析依赖，写出带哈希的清单
	@.venv/bin/python tools/lock_requirements.py
