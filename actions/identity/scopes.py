"""What a proof allows: the closed list of scopes."""

# 本人 only: phone number, family access, consent.
OWN = "own"
# What a relative can be allowed, with the words people read.
FAMILY_SCOPES: dict[str, str] = {
    "certification": "资格认证和预约",
    "payments": "养老金发放",
    "grant": "身后的丧葬费和抚恤金",
}
SCOPES = frozenset({OWN, *FAMILY_SCOPES})
# After a death the relatives may follow this matter alone (个人信息保护法第四十九条: 近亲属为自身的合法、正当利益).
SCOPES_AFTER_DEATH = frozenset({"grant"})
