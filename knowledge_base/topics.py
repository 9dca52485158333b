"""The nine topics of the knowledge base, keyed by the slug used in guides and evaluation."""

TOPICS: dict[str, str] = {
    "community": "社会化管理服务",
    "certification": "领取待遇资格认证",
    "survivor": "丧葬补助金和抚恤金",
    "pension": "养老金和退休",
    "medical": "医保和健康",
    "allowance": "高龄津贴和老年优待",
    "card": "社保卡和发放账户",
    "procedure": "退休手续、档案和投诉",
    "rights": "老年人权益和防骗",
}
