"""Words too common to say what a text is about, by language; only those long enough to be keywords at all.

Arabic and Persian words are written with the Persian yeh and kaf, as `words` folds them.
"""

_ENGLISH = """
about above according across after again against ahead almost alone along already also although always among amid
another anyone anything around aside away back based became because become becomes been before began behind being
believe below besides best better between beyond both bring came cannot certain clear come comes could despite does
doing done down during each early either else even ever every example face fact five following four from full further
gave gets give given gives goes going gone good great have having help here hers herself himself however inside
instead into itself just keep kind knew know known large largely last late later least less like likely little long
longer look made mainly major make makes making many matter mean means might month months more moreover most much must
myself near nearly need needs neither never nevertheless next none nonetheless nothing often once only onto other
others otherwise ours outside over part particular particularly past people perhaps place point possible quite rather
real really recent recently reported same second seek seem seems seen self several shall should show shows side simply
since single some someone something sometimes soon still such take taken takes taking tell than that thats their them
themselves then there thereby therefore these they thing things think third this those though three through throughout
thus time times today together told took toward towards true turn under unless unlike until upon used uses using
usually various very want wants week weeks well went were what whatever when where whereas whether which while whole
whom whose will with within without work would year years yesterday your yours yourself january february march april
june july august september october november december monday tuesday wednesday thursday friday saturday sunday percent
said says
"""
_FRENCH = """
ailleurs ainsi alors après assez auquel aussi autant autour autre autres avaient avait avant avec avoir ayant beaucoup
bien bientôt cela celle celles celui certain certaine certaines certains cependant cette ceux chaque chez cinq combien comme
comment contre dans davantage dehors déjà depuis dernier dernière derniers derrière desquels deux devant dire doit
doivent donc dont durant elle elles encore enfin entre environ étaient était étant être fait faire faut faute fois
font grand grande grands hors jamais jour jours jusque jusqu laquelle lequel lesquelles lesquels leur leurs loin lors
lorsque mais malgré même mêmes mieux moins mois monde notamment notre nous nouveau nouvelle outre parce parfois parmi
partie partir pendant peut peuvent plus plusieurs plutôt point pour pourquoi pourrait pourtant premier première près
presque puis puisque quand quant quatre quel quelle quelles quelque quelques quels quoi sans sauf selon sera seraient
serait seront seul seule seulement sinon soit sommes sont sous souvent suis suivant surtout tandis tant tard tous tout
toute toutefois toutes très trois trop vers voici voilà votre vous vraiment janvier février mars avril juin juillet
août septembre octobre novembre décembre
"""
_TURKISH = """
acaba ancak aslında ayrıca bana bazen bazı belki benim beri bile birçok biri birkaç birlikte bizim böyle böylece bugün
buna bundan bunlar bunları bunların bunu bunun burada bütün çünkü daha dahil dair dedi değil değildir demek diğer diye
doğru dolayı edecek eden eder ederek edilen edildi edilmesi ediyor eğer etme etmek etti ettiği fakat gerek gibi göre
hala halde halen hangi hatta hemen henüz hepsi herhangi herkes hiçbir ifade için içinde içinden ilgili ilişkin işte
itibaren kadar karşı karşın kendi kendisi kendisine kere kimse mevcut mümkün nasıl neden nedenle nerede niçin niye
olan olarak olacak oldu olduğu olduğunu olması olmak olmayan olsa olsun olup olur oluyor onlar onları onların onun
orada ortaya oysa önce önceki önemli özellikle rağmen sadece sahip sanki sizin sonra söyledi şekilde şekli şimdi şöyle
şunu tarafından türlü üzere üzerinde üzerine vardı veya yaklaşık yani yapan yapılan yapmak yaptı yeni yerine yine
yoksa yüksek zaman zaten ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
"""
_ARABIC = """
إلی إلا إذا أما أمام أنا أنت أنه أنها إنه إنها أول أولئك أيضا أین أثناء أجل أحد أخری أقل أکثر الآن التی الذی الذین
اللذان اللتان اللاتی الیوم بأن بأنه بأنها بسبب بشکل بعد بعض بعضها بما بها بهذا بهذه بین بینما بینهم تحت تکون تلک جدا
جمیع حتی حسب حول حیث حین خارج خاصة خلال داخل دون ذات ذلک رغم سوف سوی سیکون شيء ضمن عام عبر عدة عدد عدم علی علیه علیها
عما عند عندما عنه عنها غیر فإن فقد فقط فلا فما فوق فیما فیه فیها قال قالت قبل کافة کان کانت کانوا کذلک کلا کلها کلما
کما کنا کیف لأن لأنه لدی لدیه لدیها لذا لذلک لعل لقد لکل لکن لکنه لکنها لما لماذا لها لهذا لهذه لهم لیس لیست مازال مثل
مجرد معظم معه معها مما منذ منها منه منهم مهما نحن نحو نفس نفسه نفسها هذا هذه هذان هنا هناک هؤلاء وأن وإن وأنه وأنها
وأو وذلک وسوف وعلی وفی وقال وقالت وقد وکان وکانت وکل وکما ولا ولم ولن وله ولها ولکن وما ومع ومن ومنها وهذا وهذه وهم
وهو وهی یجب یکون یمکن ینایر فبرایر مارس أبریل مایو یونیو یولیو أغسطس سبتمبر أکتوبر نوفمبر دیسمبر
"""
_PERSIAN = """
آمد آمده آنان آنجا آنچه آنها آنکه آید ابتدا اثر اخیر است استفاده اعلام اگر الا اما امروز انجام اند اول اولین اکنون این
اینجا اینکه ایشان باره باز باشد باشند باعث بالا باید بدون بدین برابر براساس برای برخی بسیار بسیاری بعد بعضی بلکه
بنابراین بهتر بود بودن بودند بوده بیان بیرون بیش بیشتر بین تاکنون تحت تمام تمامی تنها توان تواند توانند توسط جای جایی
جدید جدی چرا چند چندین چنین چون چیز چیزی چگونه حال حالی حتی حدود خارج خاص خطر خلاف خواهد خواهند خود خودش خوب خویش
دارای دارد دارند داشت داشتن داشتند داشته داد دادن دادند داده دانست دربارهٔ درباره درون دست دوباره دوم دهد دهند دیگر
دیگران دیگری رسید رفت روز روزهای روی زمان زیاد زیر زیرا سال سالهای های سبب سپس سوم سوی شاید شان شخص شدن شدند شده شود
شوند صورت طریق طور طول ظرف عدم علاوه علیه عنوان عین غیر فقط فوق قابل قبل قرار کامل کاملا کدام کرد کردن کردند کرده
کسانی کسی کلی کمتر کنار کند کنند کنون کنیم گذشته گرفت گرفته گفت گفته گونه لازم لحاظ مانند مثل مختلف مدت مردم مربوط
مطرح ممکن مورد موارد میان نباید نبود نخست نخستین ندارد ندارند نزد نزدیک نسبت نشان نظر نمی نوع نیاز نیز نیست نیستند
وجود ولی وقتی وگو هستند هست هستیم همان همچنان همچنین همه همواره همین هنگام هنوز هیچ هایی یافت یافته یعنی یکدیگر یکی
"""

STOP_WORDS: dict[str, frozenset[str]] = {
    "ar": frozenset(_ARABIC.split()),
    "en": frozenset(_ENGLISH.split()),
    "fa": frozenset(_PERSIAN.split()),
    "fr": frozenset(_FRENCH.split()),
    "tr": frozenset(_TURKISH.split()),
}
