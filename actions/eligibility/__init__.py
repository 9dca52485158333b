"""Eligibility (领取社会保险待遇资格认证): who is confirmed until when, shared lists, investigations."""
