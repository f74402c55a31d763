/**
 * The names of the months, January first, in some forty languages, as they stand alone and as they stand in a date, in full and
 * shortened. From Unicode's CLDR 48, with spellings that sites use besides (`mrz`, `jänner`, French without accents). Where two
 * languages disagree on a name (`listopad`), the one with more speakers on the web counts.
 */
const MONTHS: readonly string[] = [
  'ean eanáir ene enero gen gener gennaio ian ianuarie ion ionawr jaan jaanuar jan janar janeiro januar januari januarie january január januára janv janvier janvāris janúar jänner led leden ledna oca ocak sausio sausis sij siječanj siječnja sty styczeń stycznia tammi tammikuu tammikuuta urt urtarrila xan xaneiro ιαν ιανουαρίου сту студзень студзеня січ січень січня янв январь января януари јан јануар јануари',
  'chw chwef chwefror feabh feabhra feb febbraio feber febr febreiro febrer febrero februar februari februarie february február februára februāris febrúar fev fevereiro fevrier févr février helmi helmikuu helmikuuta lut lutego luty ots otsaila shk shkurt vasario vasaris veebr veebruar velj veljača veljače úno únor února şub şubat φεβ φεβρουαρίου лют лютага лютий лютого люты феб фебруар фев февр февраль февраля февруари',
  'bře březen března kovas kovo maalis maaliskuu maaliskuuta maart mac maerz mar marca march marec maret mars mart martie marts martxoa marzec marzo març março maw mawrth mrt mrz márc március márta mär märts märz ožu ožujak ožujka μαρ μαρτίου бер березень березня мар март марта сак сакавік сакавіка',
  'abr abril aib aibreán api apirila apr april aprile aprilie aprill apríl apríla aprīlis avr avril balandis balandžio dub duben dubna ebr ebrill huhti huhtikuu huhtikuuta kwi kwiecień kwietnia nis nisan pri prill tra travanj travnja ápr április απρ απριλίου апр апрель апреля април квіт квітень квітня кра красавік красавіка',
  'beal bealtaine gegužė gegužės kvě květen května mag maggio mai maiatza maig maijs maio maj maja may mayo mayıs maí mei máj mája május svi svibanj svibnja touko toukokuu toukokuuta μαΐ μαΐου май мая мај трав травень травня',
  'birželio birželis cze czerwca czerwiec eka ekaina giu giugno haz haziran iun iunie juin jun june junho juni junie junij junio juny juuni jún júna június júní jūn jūnijs kesä kesäkuu kesäkuuta lipanj lipnja meh mehefin meith meitheamh qer qershor xuño červen června čvn ιουν ιουνίου июн июнь июня черв червень червня чэр чэрвень чэрвеня юни јун јуни',
  'gor gorff gorffennaf heinä heinäkuu heinäkuuta iul iulie iúil juil juillet jul julai julho juli julie julij julio juliol july juuli júl júla július júlí jūl jūlijs korr korrik liepa liepos lip lipca lipiec lug luglio srpanj srpnja tem temmuz uzt uztaila xul xullo července červenec čvc ιουλ ιουλίου июл июль июля лип липень липня ліп ліпень ліпеня юли јул јули',
  'abu abuztua ago agost agosto agu agustus aout août aug august augusta augusti augusts augustus augusztus avg avgust awst ağu ağustos elo elokuu elokuuta gush gusht kol kolovoz kolovoza lún lúnasa ogo ogos rugpjūtis rugpjūčio sie sierpień sierpnia srp srpen srpna ágú ágúst αυγ αυγούστου авг август августа жні жнівень жніўня серп серпень серпня',
  'eyl eylül ira iraila medi mfómh rugsėjis rugsėjo ruj rujan rujna sep sept septembar september septembra septembre septembrie septembris septiembre set setembre setembro setiembre settembre sht shtator syys syyskuu syyskuuta szept szeptember wrz wrzesień września zář září σεπ σεπτεμβρίου вер верасень верасня вересень вересня сент сентябрь сентября сеп септембар септември',
  'dfómh eki ekim hyd hydref loka lokakuu lokakuuta oct october octobre octombrie octubre okt oktobar oktober oktobris oktoober október októbra ott ottobre out outubro paź październik października spalio spalis tet tetor urr urria říj říjen října οκτ οκτωβρίου жовт жовтень жовтня кас кастрычнік кастрычніка окт октобар октомври октябрь октября',
  'aza azaroa kas kasım lapkritis lapkričio lis listopad listopada listopadu marras marraskuu marraskuuta noiembrie nov novembar november novembra novembre novembris novembro noviembre nën nëntor nóv nóvember samh samhain stu studeni studenoga tach tachwedd νοε νοεμβρίου лист листопад листопада ліс лістапад лістапада нов новембар ное ноември нояб ноябрь ноября',
  'abe abendua ara aralık dec decembar december decembra decembre decembrie decembris decembro des desember desembre dets detsember dez dezember dezembro dhj dhjetor dic dicembre diciembre dis disember déc décembre gru grudnia grudzień gruodis gruodžio joulu joulukuu joulukuuta noll nollaig pro prosinac prosinca prosince prosinec rhag rhagfyr δεκ δεκεμβρίου груд грудень грудня дек декабрь декабря декември дец децембар сне снежань снежня',
];

const BY_NAME: ReadonlyMap<string, number> = new Map(
  MONTHS.flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const)),
);

/** The month of a name or its abbreviation, 1 to 12; 0 for any other word. */
export const monthOf = (name: string): number => BY_NAME.get(name.toLowerCase()) ?? 0;
