"""An application at the command line, a line for each thing: masked, or whole for the clerk who needs it."""

from actions.grants.info import CaseInfo, StaffCase
from actions.grants.states import state as state_of
from actions.records.wording import yuan


def head(case: StaffCase) -> list[str]:
    info = case.info
    low, high = case.estimated_low, case.estimated_high
    sums = "没有估算出数" if low is None or high is None else yuan(low) if low == high else f"{yuan(low)}到{yuan(high)}"
    return [
        f"受理号\t{info.number_words}",
        f"现在\t{case.state_words}",
        f"网点\t{info.office.name if info.office else '还没有选'}",
        f"估算\t{sums}（{info.estimate_words}）",
        f"核定\t{info.decided.total_words if info.decided else '还没有'}",
        f"身份证\t{'核对过了' if case.identity_seen else '还没有核对'}",
    ]


def masked(info: CaseInfo) -> list[str]:
    return [
        f"老人\t{info.deceased_name}\t{info.deceased_number}\t{info.died_on}去世",
        f"申请人\t{info.applicant_name}\t{info.applicant_number}\t{info.applicant_phone}\t{info.relation_words}",
        f"账户\t{info.account.kind_words}\t{info.account.bank}\t{info.account.name}\t{info.account.number}",
        *(f"家属\t{one.name}\t{one.relation_words}\t{one.consent_words}" for one in info.survivors),
    ]


def whole(case: StaffCase) -> list[str]:
    info, names = case.info, case.survivor_names
    return [
        f"老人\t{case.deceased_name}\t{case.deceased_number}\t{info.died_on}去世",
        f"申请人\t{case.applicant_name}\t{case.applicant_number or ''}\t{case.applicant_phone}\t{info.relation_words}",
        f"账户\t{info.account.kind_words}\t{info.account.bank}\t{case.account_name or ''}\t{case.account or ''}",
        *(f"家属\t{names[one.id]}\t{one.relation_words}\t{one.consent_words}" for one in info.survivors),
    ]


def rest(info: CaseInfo) -> list[str]:
    papers = [
        f"材料\t{one.kind}\t{one.title}\t{one.state_words}\t{one.reason}".rstrip() for one in info.documents
    ]
    steps = [f"经过\t{one.when_words}\t{one.words}\t{one.office}\t{one.reason}".rstrip() for one in info.steps]
    return [*papers, *steps, f"下一步\t{state_of(info.state).holder_words}"]
