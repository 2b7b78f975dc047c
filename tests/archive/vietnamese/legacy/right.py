"""Right text of many kinds, by the thousand lines, made up the same way each time: none of it may ever be converted."""

import random
import re
from collections.abc import Callable, Sequence

from tests.archive.vietnamese.legacy.writing import sample_lines

ENGLISH = """the provincial committee shall report on implementation of resolution to standing board every quarter and year about land
forest water road bridge school teacher pupil health clinic nurse farmer rice maize tea buffalo pig market price tax budget loan bank
credit poverty household village hamlet commune district town city river stream mountain border police army youth women veteran union
front party cell member secretary chairman deputy office archive record file page number date letter minute meeting plan programme
project decision directive notice circular instruction inspection discipline complaint petition election congress delegate term
chapter article clause annex table figure total percent increase decrease average result cause lesson task solution measure
resource capital investment labour salary training cadre staff quality quantity progress deadline delay contract company
cooperative factory machine electricity internet computer software café naïve résumé façade coöperate Señor jalapeño Zürich
Øresund Ångström O'Neill rock'n'roll don't it's we'll §12 ©2004 ®brand 25°C ±5 µm ½ ¾ £100 €50 ¥30 «quoted» “quoted” ¿qué? ¡hola!
mañana pequeño año niño não coração João São über für Öl Straße größer Köln Malmö smörgåsbord garçon""".split()

FRENCH = """le gouverneur général de l'Indochine a reçu les élèves des écoles du protectorat où il était né à été très près déjà
voilà là où dès après même être fête tête forêt hôtel hôpital côté bientôt tôt août goût coût dû sûr mûr île connaître maître
naître paraître plaît s'il traité vérité liberté égalité fraternité société propriété qualité quantité santé beauté bonté cité
comité député sénat république arrêté décret règlement règle matière manière rivière frontière première dernière caisse caissière
résident supérieur supérieure intérieur extérieur antérieur postérieur mère père frère élève collège siècle pièce espèce piège
problème système thème poème deuxième troisième quatrième légère chère entière prière lumière carrière bière cahier papier
dossier procès succès accès progrès congrès intérêt prêt arrêt forêts bête crête pâte pâle âge âme château gâteau tâche bâtiment
théâtre hâte grâce dîner boîte abîme huître noël naïf haïr maïs Haïti Moïse Thaïlande ambiguë aiguë canoë français française
garçon leçon façon reçu ça commença provençal Français œuvre œil sœur cœur vœu bœuf nœud l'été d'Annam qu'à jusqu'à l'île
d'où l'école l'élève l'âge m'a t'a n'est c'était j'ai Ô À É Ç Œ Étienne Éric Hélène François Noëlle Léon Béatrice Thérèse
Tonkin Cochinchine Hanoï Haïphong Saïgon Huế Đà 1er 2ème 3è n° M. Mme Mgr S.E. P.T.T. le résident à la cour""".split()

LATIN_ONLY = """ban hành công tác khí hậu và là có cho các hai ba tôi ta chú ý kê khai hòa bình an toàn thôn bản xã hà nam cô giáo bác sĩ
tháng ngày năm anh em chính sách giá cá cà phê trà bò dê gà cây ngô khoai lúa gió hè xuân thu ông bà cháu con trai gái nhà cô
màn trâu bán hàng vàng làng dân tâm tình thanh thông tin báo cáo kèm theo công văn khi nào sâu xa cân tham mưu hoà giải tài chính
nông lâm xí nghiêp thêm bên trên tên lên hên nhân viên liên minh hiên ngang biên giới yên bình tiên tiến hình thành sông suôi""".split()

CODES = """12-NQ/TU 15/QĐ-UBND 30/2020/NĐ-CP H42-041-03-0123-002 245a-CV/VPTU vanthu@phulinh.gov.example http://phulinh.example/a?b=ç
ISBN 978-604-1 01/02/2004 3.000,50 1.234.567 -5% +84 1200m² 45m³ 30°C ±2 ½ A4 x=y² §3 ©2010 N°12 № 1º 2ª 10⁻³ µg °F ¼ 100€ £20
C:\\Hồ_sơ\\báo_cáo.doc file_name.pdf v1.2.3-beta [x] {y} <z>
a|b #123 @user & ... --- *** ~ ^ `code` "q" 'q' ‘q’ “q” «q» • · ×3 ÷2 ¬p""".split()

CAPITALS = """CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM ĐỘC LẬP TỰ DO HẠNH PHÚC ỦY BAN NHÂN DÂN TỈNH PHÚ LĨNH HỘI ĐỒNG BÁO CÁO TÀI LIỆU CÔNG KHAI
NÔNG THÔN BAN TỔ CHỨC HÀ THÀNH CHÂU LÂM TÂN BÌNH HÒA XÃ VÀ CÁC CÔNG TRÌNH""".split()


def lines(count: int = 10_000) -> list[str]:
    """So many different lines of right Vietnamese, French and English text, numbers, codes and capitals."""
    chance = random.Random(1945)
    vietnamese = sample_lines()
    makers: Sequence[Callable[[], str]] = (
        lambda: chance.choice(vietnamese),
        lambda: _of(chance, re.findall(r"\S+", chance.choice(vietnamese) + " " + chance.choice(vietnamese))),
        lambda: _of(chance, FRENCH),
        lambda: _of(chance, ENGLISH),
        lambda: _of(chance, LATIN_ONLY),
        lambda: _of(chance, CODES),
        lambda: _of(chance, CAPITALS),
        lambda: _of(chance, FRENCH).upper(),
        lambda: _of(chance, [*FRENCH, *ENGLISH, *CODES, *LATIN_ONLY]),
        lambda: f"{chance.randrange(10**6)} {_of(chance, CODES)} {chance.random():.3f}",
    )
    made: dict[str, None] = {}
    while len(made) < count:
        made[chance.choice(makers)()] = None
    return list(made)


def _of(chance: random.Random, words: Sequence[str]) -> str:
    return " ".join(chance.choice(words) for _ in range(chance.randint(1, 12)))
