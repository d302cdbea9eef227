"""Earlier: the words by which a figure is one of another period, carried over from it, a mean, or on another base."""

from __future__ import annotations

from lawcheck.model.patterns import re_compile

# The words of a figure of an earlier period (上年同期137件, 较去年的56件, 2022年为196件 in change); 去年共审查213件 is none.
EARLIER = re_compile(
    r"同期(?![审办受立结查处收完新累])|(?:较|比|与|和|同|由|从)(?:上(?![述级门报下])|去|前(?!述)|年[初底末])|(?:较|比|与|和|同)\d{4}年度?(?:为|是|的|仅|只|则|共|有|数)*$|(?:上一?年度?|去年|上一?月|上一?周|上一?季度?|前年|前一[年月周]|往年|上届)(?:为|是|的|仅|只|则|共|有|数)*$"
    r"|^(?:上年|去年|上月)(?:度)?(?:同|(?:这一|该|此)[^,。;]{0,8}$)"
)


# What was carried over from an earlier period: 上年结转4件, 去年遗留4件, 2023年受理未结的4件.
CARRIED = re_compile(
    r"旧存|结存|年初|期初|原有|积案"
    r"|(?:上一?年度?|上期|去年|往年|历年|前一年|20\d\d年度?)[^,;。]{0,4}(?:结转|转来|转入|遗留|未结|未办结|未审结|在办|存案)"
    r"|(?:含|包括|连同)(?:上一?年|去年|往年|历年|20\d\d年)|提前办?结"
)


# A figure that is a mean and no amount of its own: 平均每场50人, 村均5.5人.
MEAN = re_compile(r"平均|人均|户均|每|均为|[村镇乡校家队所场次件案月日周天年季]均(?:约|近|达|为)?$")
# The words of a bracket by which a percentage rests on another base than the figure that stands nearby.
ADJUSTED = re_compile(r"不含|不包括|不计|剔除|扣除|除去|除外|口径")
