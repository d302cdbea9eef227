"""Check type `signed`, and the comparison of names that it rests on."""

from __future__ import annotations

import pytest

from lawcheck import lint
from lawcheck.model.bodies import different

SOUND = "2024年，工作有序开展，审查文件六件，调解矛盾纠纷八十六件。"


def told(issuer: str, signature: str, opening: str = SOUND, after: str = "") -> list[str]:
    text = f"{issuer}2024年法治政府建设年度报告\n\n{opening}\n\n一、主要成效\n\n审查文件六件。\n\n"
    review = lint(f"{text}{signature}\n\n2025年1月20日\n{after}", format="plain", rules=["identity"])
    return [f.place.text for f in review.findings if f.rule in ("identity/signature", "identity/opening")]


@pytest.mark.parametrize(
    ("issuer", "other"),
    [
        ("青禾镇", "红岩镇人民政府"),
        ("青禾镇", "中共红岩镇委员会"),
        ("青禾镇", "红岩乡人民政府"),
        ("青禾镇", "红岩镇党政综合办公室"),
        ("青禾镇人民政府", "岚安县红岩镇人民政府"),
        ("岚安县青禾镇", "岚安县红岩镇"),
        ("青禾街道", "红岩街道办事处"),
        ("青禾县", "红岩县人民政府"),
        ("青禾县", "红岩区人民政府"),
        ("青禾市", "红岩市人民政府"),
        ("青禾县司法局", "红岩县司法局"),
        ("青禾县司法局", "青禾县水利局"),
    ],
)
def test_names_of_two_bodies(issuer, other):
    assert different(issuer, other) and different(other, issuer)


@pytest.mark.parametrize(
    ("issuer", "other"),
    [
        ("青禾镇", "青禾镇人民政府"),
        ("青禾镇", "中共青禾镇委员会"),
        ("青禾镇", "岚安县青禾镇人民政府"),
        ("青禾镇", "镇人民政府"),
        ("青禾镇", "青禾乡人民政府"),  # its suffix is the matter of identity/issuer-name
        ("云溪畲族乡", "云溪乡人民政府"),
        ("青禾镇", "青禾镇法治政府建设领导小组办公室"),
        ("青禾镇", "岚安县人民政府"),
        ("青禾镇", "岚安县司法局"),
        ("青禾县", "青禾县司法局"),
        ("青禾县", "青原市人民政府"),
        ("青禾县", "青禾区人民政府"),
        ("青禾县", "依法治县办"),
        ("青禾县", "中共青禾县委全面依法治县委员会办公室"),
        ("全县", "青禾县人民政府"),
        ("青禾开发区", "红岩开发区管理委员会"),
        ("青禾县司法局", "县司法局"),
        ("青禾县司法局", "司法局"),
        ("青原市青禾县司法局", "青禾县司法局"),
        ("青原市司法局", "青原市河口区司法局"),
        ("青禾县卫生健康局", "青禾县卫健局"),
        ("青禾县市场监督管理局", "青禾县知识产权局"),
        ("青禾县水务局", "青禾县水利局"),
        ("青原市生态环境局青禾分局", "青禾县水利局"),
        ("青原市市中区", "市中区人民政府"),
    ],
)
def test_names_that_may_be_one_bodys(issuer, other):
    assert not different(issuer, other) and not different(other, issuer)


@pytest.mark.parametrize(
    "signature",
    [
        "红岩镇人民政府",
        "红岩镇人民政府（公章）",
        "中共红岩镇委员会　红岩镇人民政府",
        "中共红岩镇委员会\n\n红岩镇人民政府",
    ],
)
def test_signed_by_another(signature):
    assert told("青禾镇", signature) == [signature.rpartition("\n")[2]]


@pytest.mark.parametrize(
    ("issuer", "signature"),
    [
        ("青禾镇", "中共青禾镇委员会\n\n青禾镇人民政府"),
        ("青禾镇", "青禾镇人民政府　红岩镇人民政府"),
        ("青禾镇", "青禾镇人民政府\n\n红岩镇人民政府"),
        ("青禾镇、红岩镇", "红岩镇人民政府"),
        ("青禾镇", "青禾县人民政府办公室"),
        ("青禾镇", "特此报告。"),
    ],
)
def test_signed_soundly(issuer, signature):
    assert not told(issuer, signature)


def test_a_letter_before_the_report_is_signed_by_whom_it_may():
    assert not told(
        "青禾镇", "红岩镇人民政府", after="\n一、附件\n\n审查文件六件，调解矛盾纠纷八十六件，办理案件十二件。\n"
    )


@pytest.mark.parametrize(
    ("issuer", "opening", "wrong"),
    [
        ("青禾镇", "2024年，红岩镇以习近平法治思想为指导，扎实推进各项工作。", ["红岩镇"]),
        ("青禾镇", "2024年，岚安县红岩镇党委、政府坚持依法行政，扎实推进各项工作。", ["岚安县红岩镇"]),
        ("青禾县", "一年来，红岩县深入贯彻习近平法治思想，扎实推进各项工作。", ["红岩县"]),
        ("青禾镇", "2024年，红岩镇以整镇并入青禾镇，全镇扎实推进各项工作。", []),
        ("青禾镇", "2024年，岚安县坚持依法行政，青禾镇扎实推进各项工作。", []),
        ("青禾镇", "2024年，岚安县青禾镇坚持依法行政，扎实推进各项工作。", []),
        ("青禾镇", "2024年，各乡镇坚持依法行政，干部都参加年度培训学习。", []),
        ("青禾镇", "2024年，中心镇以党建引领，干部都参加年度培训学习。", []),
        ("青禾镇", "2024年，面对复杂形势我镇坚持依法行政，干部参加培训学习。", []),
        ("青禾县", "近年来，传统农业大县坚持依法行政，干部参加年度培训学习。", []),
        ("青禾区", "2024年，示范区坚持依法行政，干部都参加年度培训学习。", []),
        ("青禾市", "2024年，文明城市坚持依法行政，干部都参加年度培训学习。", []),
    ],
)
def test_the_first_sentence(issuer, opening, wrong):
    assert told(issuer, f"{issuer}人民政府", opening) == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("持续加强队伍建设，红岩镇综合行政执法队办理案件。", ["红岩镇"]),
        ("青禾镇综合行政执法队办理案件，联合红岩镇综合行政执法队检查。", []),
        ("全镇综合行政执法力量、中心镇便民服务中心。", []),
    ],
)
def test_organs_of_another_township(text, wrong):
    draft = f"# 青禾镇2024年法治政府建设年度报告\n\n## 一、主要成效\n\n{text}\n"
    review = lint(draft, format="markdown", rules=["identity"])
    assert [f.place.text for f in review.findings if f.rule == "identity/organ"] == wrong
