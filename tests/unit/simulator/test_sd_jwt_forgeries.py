import pytest

from builders.assertion import rejected, verified
from builders.sd_jwt import SCENE, judge_presentation
from eidgate.core.assertion.verdict import Rejected
from eidgate.simulator.citizen import AN
from eidgate.simulator.sd_jwt_forgeries import SD_JWT_FORGERIES, SdJwtForgery


@pytest.mark.parametrize("forgery", SD_JWT_FORGERIES, ids=lambda forgery: forgery.name)
def test_every_named_forgery_gets_its_reason(forgery: SdJwtForgery) -> None:
    verdict = judge_presentation(forgery.forge(SCENE))

    assert rejected(verdict)[0] == forgery.reason
    assert isinstance(verdict, Rejected)
    for secret in (AN.personal_number, AN.full_name, "stranger", "somebody-else", AN.subject_id):
        assert secret not in verdict.detail


def test_there_is_no_reason_to_reject_what_the_forgeries_start_from() -> None:
    verified(judge_presentation(SCENE.sound))
    verified(judge_presentation(SCENE.nested(20)))
    assert len(SD_JWT_FORGERIES) >= 25
    assert len({forgery.name for forgery in SD_JWT_FORGERIES}) == len(SD_JWT_FORGERIES)
