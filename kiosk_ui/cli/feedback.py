"""`wanqing feedback`: which answers were found useful, by guide and week."""

import json
from dataclasses import asdict

import click

from actions.feedback.service import FeedbackService
from kiosk_ui.cli.database import open_database


@click.command()
@click.option("--weeks", default=8, show_default=True, type=click.IntRange(1, 520), help="最近几周，包括这一周")
@click.option("--json", "as_json", is_flag=True, help="输出JSON")
def feedback(weeks: int, as_json: bool) -> None:
    """哪些回答有用，哪些没用：按办事指南、按周计数，不记是谁。"""
    counted = FeedbackService(open_database()).weeks(weeks)
    if as_json:
        click.echo(json.dumps([{**asdict(one), "monday": one.monday.isoformat()} for one in counted], ensure_ascii=False))
        return
    if not counted:
        click.echo("还没有人点过有用或没用。")
    for one in counted:
        click.echo(f"{one.monday:%Y-%m-%d} 起一周  有用 {one.useful:>4}  没用 {one.not_useful:>4}  {one.topic}")
