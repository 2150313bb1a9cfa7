"""The words of the generated books, and how their other forms are made.

Base forms; a final + says that a verb doubles its last letter.
"""

NOUNS = """
account acre actor agent agreement aim alley altar anchor animal answer apple apprentice argument
arm army arrival article artist aspect assembly attempt audience author autumn award bag baker ball
band bank barn barrel basin basket battle bay beach beam bear bed bell belt bench bird bishop blade
blanket block board boat body bone book border bottle boundary bowl box boy branch bread bridge
brother brush bucket building burden business butcher button cabin cable call camp canal candle cap
captain card career carpenter carriage case castle cause cellar century ceremony chain chair chamber
chance channel chapel chapter charge chart chest child circle citizen city claim class clerk cliff
clock cloth cloud club coach coast coat coin collar collection college colony colour column comb
comment committee companion company compartment compass complaint concept concern concert condition
conference conflict connection consequence contract copy corn corner correspondent cost cottage
council country county couple course court cousin cow craft creature crew crime crisis crop crowd
crown cup current curtain curve custom customer danger daughter day deal debate debt decade decision
degree department description desert design desk detail device dinner direction discovery discussion
disease dish display distance district doctor document dog dollar door doubt dozen draft drawer
drawing dream dress driver duty ear earl edge edition editor effect effort election element employer
engine engineer entrance envelope environment episode error estate evening event exception exchange
excuse exhibition expedition experiment expert eye face factor factory failure fair family farm
farmer father fault feather feature fence ferry festival field figure finger fire fish flag floor
flower fold foreman forest form fortune foundation fountain frame friend front fruit function
funeral garden gate gathering general generation gentleman gift girl glance goal governor grain
grandfather grave group guard guest guide hall hammer hand handle harbour harvest hat head heart
hedge height heir hill holiday hook horizon horse hospital hotel hour house household idea image
improvement impulse incident income index inhabitant inn inquiry inspector instance institution
instruction instrument interval interview invention investigation island issue item jacket jar jewel
job journal journey judge judgement jug keeper key kettle kind king kingdom kitchen labourer ladder
lady lake lamp landlord landscape lane language lantern lawyer layer leader league lecture ledger
legend lesson letter level library licence line lion list lodge lodger loss lover machine magazine
maker manager manner manuscript map margin mark market marriage master match matter meadow meal
measure measurement mechanism medal meeting member memory merchant message messenger method middle
migrant mile mill mind mine minister minute mirror mission mistake model moment monastery monument
mood morning mother motion motive mountain movement museum musician mystery nail name nation need
needle neighbour nerve nest net newspaper night noise notice notion novel number nurse object
obligation observer occasion ocean offence offer office officer official opening opinion opponent
opportunity orchard order organ ornament outcome owner packet page pair palace panel paper paragraph
parcel parent parish park parliament part partner partnership party passage passenger path patient
pattern peasant pen pension performance period permit person petition phrase picture piece pillar
pilot pipe place plan plane plant plate platform player pleasure plot pocket poem poet point policy
pond pool population port porter portion portrait position post potato pound power practice preacher
precaution preference present president principle printer prison prisoner prize problem procedure
procession product profession professor profit programme project promise proof property proportion
proposal prospect province publication publisher pupil purchase purpose quality quantity quarrel
quarter queen question quotation race railway range rank rate reader reason receipt record recruit
reference reform refugee region registrar regulation relation relative remark remedy rent reply
report representative reputation request requirement reserve resident resource response restaurant
result review revolution reward ribbon rider right ring river road rock role roof room root rope
route row rule rumour sack sailor saint sale sample scale scene scheme scholar school scientist
screen sculptor season seat secret secretary section seed sentence sequence series sermon servant
service session settlement shadow shape share shed sheet shelf shelter shepherd ship shirt shoe shop
shore shoulder side sign signature singer sister site situation size sketch skill slope soldier
solution son song source space speaker species specimen spirit spoon spring square stable staff
stage staircase stall stamp standard star station statue steamer step steward stick stone store
storm story stranger stream street structure student study style subject suburb success suggestion
suit summer sunset supper surface surgeon surprise survey symbol system table tailor talent task
teacher team telegram temple tenant tent term territory test text theatre theory thing thought
thread throne ticket tide tile title tool top tower town track trade trader tradition train
traveller treasure treaty tree trench trial tribe trick trip troop tune tunnel turn twin type uncle
union unit university valley value variety vehicle venture version vessel victim victory view
village villager violin vision visit visitor voice volume voyage wage wagon walk wall warehouse
warning watch watchman waterway wave weapon weaver wedding week weekend weight wharf wheel widow
window winner winter witness word work worker workshop world writer yard year youth zone
"""

MASS_NOUNS = """
accuracy advice air anger architecture attention authority beauty behaviour brass butter caution
charity clay coal comfort competition confidence consent copper cotton courage curiosity darkness
delay dignity discipline dust duty earth economy education electricity energy evidence experience
flour fog food freedom furniture glass gold grass gratitude health history honesty hope hospitality
humour ice independence industry influence information ink insurance iron jealousy justice knowledge
labour law leather leisure light linen literature luck luggage marble mathematics medicine mercy
milk modesty money mud music nature news oil oxygen patience peace philosophy poetry politics
poverty pressure pride privacy progress prosperity protection prudence publicity rain religion
research respect revenge rice safety salt sand scholarship science shame silence silk silver sleep
smoke snow soap society soil solitude steam steel strength sugar sunlight sympathy tea time timber
tobacco traffic transport trouble trust truth violence warmth water wealth weather wheat wine wisdom
wood wool worship
"""

VERBS = """
abandon accept accompany accuse achieve acquire add address adjust admire admit+ adopt advance
affect allow alter amuse announce appoint appreciate approach approve arrange arrest ask assemble
assist attack attach attract avoid awaken ban+ bless block borrow bother brush burn bury calculate
call cancel+ capture carry carve celebrate challenge change charge chase check choke claim clean
clear climb close collect combine command compare complete compose conceal condemn conduct confess
confirm confuse connect conquer consider construct consult contain continue control+ convert
convince cook copy correct count cover crack cross crush cultivate cure damage decide declare
decorate defeat defend define delay deliver demand deny deserve design desire destroy detect develop
direct disappoint discover discuss dismiss display dispute distribute disturb divide doubt drag+
drain dress drop+ earn educate elect embrace employ encounter encourage enjoy enter establish
estimate examine exceed exchange excuse execute exhibit expand expect explain explore expose express
extend face favour fear fetch fill finance finish fix follow force frame free frighten fulfil+
furnish gather govern grant greet guard guide handle hate haul help honour identify ignore
illustrate imagine imitate improve include indicate inform inhabit inherit injure inspect inspire
install insult interest interpret interrupt introduce invent investigate invite join judge justify
kick kiss knock label+ lack laugh launch lift limit link load locate lock love maintain manage mark
marry master measure mention mock move murder name neglect notice number obey observe obtain occupy
offend offer omit+ open oppose order organize outline overlook own paint pardon pass perform permit+
persuade photograph pick place plan+ plant please plough point possess postpone pour praise prefer+
prepare present preserve press prevent print proclaim produce prohibit promise promote pronounce
propose protect prove provide publish pull punish purchase pursue push puzzle qualify question quote
raise reach realize recall receive recognize recommend record recover reduce refer+ refuse regard
regret+ regulate reject release relieve remark remember remind remove rename render renew repair
repeat replace report represent reproduce request require rescue resemble resist resolve respect
restore restrict retain reveal reward rob+ rule sacrifice satisfy save scatter search secure select
separate serve settle shape share shelter shock shout sign smooth solve sort spare spoil stain stamp
start state stir+ stop+ store strengthen stretch study submit+ suggest supply support suppose
surprise surround survey suspect tempt test thank threaten touch trace trade train transfer+
transform translate transport trap+ treat trouble trust turn understate unite urge use value verify
view visit vote want warn wash waste watch weaken weigh welcome whisper widen wish witness wonder
worship+ wound wrap+
"""

# Base, past, participle.
IRREGULAR_VERBS = """
bear bore borne; beat beat beaten; begin began begun; bind bound bound; break broke broken; bring
brought brought; build built built; buy bought bought; catch caught caught; choose chose chosen; cut
cut cut; draw drew drawn; drive drove driven; eat ate eaten; feed fed fed; feel felt felt; find
found found; forget forgot forgotten; forgive forgave forgiven; get got got; give gave given; have
had had; hear heard heard; hide hid hidden; hold held held; keep kept kept; know knew known; lay
laid laid; lead led led; leave left left; lend lent lent; lose lost lost; make made made; mean meant
meant; meet met met; pay paid paid; read read read; ride rode ridden; say said said; see saw seen;
seek sought sought; sell sold sold; send sent sent; set set set; shake shook shaken; show showed
shown; shut shut shut; speak spoke spoken; spend spent spent; steal stole stolen; strike struck
struck; sweep swept swept; take took taken; teach taught taught; tell told told; think thought
thought; throw threw thrown; undertake undertook undertaken; understand understood understood; wear
wore worn; win won won; write wrote written
"""

# Verbs in -ate, whose nouns in -ion are words too.
VERBS_IN_ATE = """
accelerate accumulate administrate anticipate appreciate calculate celebrate circulate communicate
complicate concentrate congratulate contemplate cooperate coordinate create cultivate decorate
dedicate demonstrate deviate dictate dominate donate educate elevate eliminate emigrate estimate
evaluate exaggerate fascinate generate hesitate illuminate illustrate imitate indicate initiate
integrate interrogate investigate irritate isolate legislate liberate locate manipulate migrate
motivate narrate navigate negotiate nominate operate participate penetrate populate punctuate
recreate regulate relate renovate rotate separate simulate speculate stimulate terminate tolerate
translate vibrate
"""

ADJECTIVES = """
able absent absolute abundant accurate active actual additional adequate agreeable alert amiable
ancient angry annual anxious apparent appropriate attractive available awful awkward bare basic
beautiful bitter blank blind blue bold brave brief bright brilliant broad brown calm capable careful
careless central certain cheap cheerful chief civil classical clean clear clever cold comfortable
common complete complex confident conscious considerable constant convenient cool correct crowded
cruel curious current daily damp dangerous dark dead deaf dear decent deep definite delicate
deliberate dense desperate different difficult direct dirty distant distinct domestic double dry
dull eager early eastern economic elaborate elderly elegant empty enormous entire equal essential
evident exact excellent exceptional excessive exclusive extensive extraordinary extreme faint
faithful false familiar famous fashionable favourable feeble fertile fierce final fine firm flat
flexible foreign formal fortunate frequent fresh friendly full fundamental general generous gentle
genuine gifted glad good gradual grand grateful great green grey happy hard harsh healthy heavy
helpful high hollow holy honest honourable huge humble ideal idle ignorant immediate immense
imperial important impossible incredible independent indirect individual industrial inevitable
informal ingenious initial inner innocent intellectual intelligent intense internal international
irregular joint junior just keen large late lean legal legitimate liberal literary little lively
local lonely long loose loud low loyal magnificent main major married massive mature medical
medieval mental mere mild military minor miserable mobile moderate modern modest moral mutual
mysterious narrow national native natural neat necessary neutral new noble normal northern notable
novel numerous obscure obvious occasional odd official old open opposite ordinary original outer
painful pale parallel partial particular passive patient peculiar perfect permanent personal plain
pleasant political poor popular portable positive possible powerful practical precious precise
pretty previous primitive principal private probable productive profitable profound prominent prompt
proper prosperous proud provincial prudent public pure quaint quick quiet random rapid rare raw
ready real reasonable recent red regular relevant reliable religious reluctant remarkable remote
respectable responsible rich ridiculous rigid rough round royal rude rural sacred sad safe scarce
secondary secret secure senior sensible separate serious severe shallow sharp short shy significant
silent silver similar simple single slender slight slow small smart smooth social soft solemn solid
solitary southern special specific splendid square stable steady steep sterile stiff strange strict
strong stubborn subsequent substantial subtle successful sudden sufficient suitable superb superior
supreme sure suspicious sweet swift tall technical temporary tender terrible thick thin thorough
thoughtful tidy tight tiny tired total tough traditional tragic tranquil tremendous tropical true
typical ugly ultimate unable uncertain uncommon uneasy unexpected unfamiliar unfortunate uniform
unique universal unknown unlikely unusual upper urban urgent useful usual vacant vague valid
valuable various vast vertical vigorous violent visible vital vivid voluntary vulnerable warm weak
weary western white whole wicked wide wild wise wonderful wooden worthy wrong yellow young
"""

# No adverb in -ly is made from these.
ADJECTIVES_WITHOUT_ADVERB = """
able annual awful big blue brown common daily dead dear difficult double early eastern elderly fine
friendly gifted glad good green grey hard high holy ideal junior large late little lively lonely
long low main major married military minor native northern novel odd old open other red senior
silver small southern sure tall tired tough unable uneasy unknown unlikely upper western white whole
wooden yellow young true due dull full shy dry provincial portable mobile sterile primitive raw
ready random rural urban just scarce real welcome opposite parallel square stable round individual
weary wicked medieval worthy elegant inner outer tiny crowded literary
""".split()

# Nouns in -ness are made from these.
ADJECTIVES_IN_NESS = """
aware bitter blind bold bright careful careless clever cold correct damp dark deaf eager empty exact
faint faithful false fierce firm flat friendly full gentle good great happy hard harsh heavy helpful
hollow ill kind late lively lonely loose mild neat nervous obvious open pale plain polite prompt
quick quiet rare ready restless rich rough rude sad serious sharp short sick slow smooth soft steep
stern stiff strange stubborn sudden sweet swift tender thick thin thorough thoughtful tidy tight
useful vague vast weak weary wicked wild willing
"""

PLAIN_ADVERBS = """
again already always almost away back before early elsewhere even ever everywhere far fast forward
here however indeed instead later long moreover much nearby never nevertheless nowhere often once
only otherwise outside perhaps quite rather seldom sometimes somewhere soon still there therefore
together tomorrow too twice upstairs usually very well yesterday
"""

DETERMINERS = """the the the the the the the the the a a a a a this that each every no another our
their his her its""".split()
PLURAL_DETERMINERS = """the the the the the these those some many most few several all our their his
her""".split()
PREPOSITIONS = """of of of of of in in in in to to to for for with with on on at at by from from
into over under after before between among through during against about without within across behind
beyond near towards upon until despite along""".split()
CONJUNCTIONS = "and and and and but but or so yet".split()
SUBORDINATORS = """because when when while although since if if after before until as as unless
where whereas though once""".split()
MODALS = "could would would might must should can will may".split()
PRONOUNS = [  # with whether it is plural
    ("it", False),
    ("it", False),
    ("he", False),
    ("she", False),
    ("they", True),
    ("we", True),
    ("nobody", False),
    ("everyone", False),
]
OPENINGS = [
    opening.strip()
    for opening in """
In the end; For some time; At first; By then; In practice; As a rule; On the whole; To be sure;
In other words; Even so; After all; From time to time; At the same time; In such a case; Of course;
For this reason; On the other hand; Before long; Now and then; In the meantime
""".split(";")
]
NAMES = """
Abbott Alder Ashby Barlow Beaumont Caldwell Castellan Dalton Eastwood Fairfax Farrow Gable
Garland Hallam Harrow Ingram Kendrick Lambert Lockhart Marlow Merriman Norwood Oakley Pembroke
Quayle Radley Ravenscroft Sefton Talbot Underhill Vance Wainwright Westbrook Yardley
""".split()
TOWNS = """
Aldwick Bramford Carrow Dunmere Eastleigh Fenwick Greyport Holmsea Kingsbarn Langmere
Millbrook Newhaven Otterby Penrose Ravensea Stonebridge Thornbury Uplyme Waveney Wexcombe
""".split()


def is_doubling(base):
    return base.endswith("+")


def plural(noun):
    irregular = {
        "child": "children",
        "crisis": "crises",
        "fish": "fish",
        "foreman": "foremen",
        "gentleman": "gentlemen",
        "person": "people",
        "potato": "potatoes",
        "series": "series",
        "shelf": "shelves",
        "species": "species",
        "watchman": "watchmen",
    }
    if noun in irregular:
        return irregular[noun]
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


def past(verb):
    if is_doubling(verb):
        return verb[:-1] + verb[-2] + "ed"
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + "ed"


def gerund(verb):
    if is_doubling(verb):
        return verb[:-1] + verb[-2] + "ing"
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb[:-1] + "ing"
    return verb + "ing"


def adverb(adjective):
    if adjective.endswith("ic") and adjective != "public":
        return adjective + "ally"
    if adjective.endswith("le") and adjective[-3] not in "aeiou":
        return adjective[:-1] + "y"
    if adjective.endswith("y"):
        return adjective[:-1] + "ily"
    if adjective.endswith("ll"):
        return adjective + "y"
    return adjective + "ly"


def ness(adjective):
    return (adjective[:-1] + "i" if adjective.endswith("y") else adjective) + "ness"


