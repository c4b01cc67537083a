/**
 * Formal names of states in English, French and Russian, capital, official languages (BCP 47) and national day (month-day),
 * one state a line. What is left empty is not one thing for all: an institution writes it on the country's page.
 */
export const COUNTRY_DATA = `
AD|Principality of Andorra|Principauté d’Andorre|Княжество Андорра|Andorra la Vella|ca|09-08
AE|United Arab Emirates|Émirats arabes unis|Объединённые Арабские Эмираты|Abu Dhabi|ar|12-02
AF|Islamic Republic of Afghanistan|République islamique d’Afghanistan|Исламская Республика Афганистан|Kabul|fa,ps|08-19
AG|Antigua and Barbuda|Antigua-et-Barbuda|Антигуа и Барбуда|Saint John’s|en|11-01
AL|Republic of Albania|République d’Albanie|Республика Албания|Tirana|sq|11-28
AM|Republic of Armenia|République d’Arménie|Республика Армения|Yerevan|hy|09-21
AO|Republic of Angola|République d’Angola|Республика Ангола|Luanda|pt|11-11
AR|Argentine Republic|République argentine|Аргентинская Республика|Buenos Aires|es|05-25
AT|Republic of Austria|République d’Autriche|Австрийская Республика|Vienna|de|10-26
AU|Commonwealth of Australia|Commonwealth d’Australie|Австралийский Союз|Canberra|en|01-26
AZ|Republic of Azerbaijan|République d’Azerbaïdjan|Азербайджанская Республика|Baku|az|05-28
BA|Bosnia and Herzegovina|Bosnie-Herzégovine|Босния и Герцеговина|Sarajevo|bs,hr,sr|
BB|Barbados|Barbade|Барбадос|Bridgetown|en|11-30
BD|People’s Republic of Bangladesh|République populaire du Bangladesh|Народная Республика Бангладеш|Dhaka|bn|03-26
BE|Kingdom of Belgium|Royaume de Belgique|Королевство Бельгия|Brussels|nl,fr,de|07-21
BF|Burkina Faso|Burkina Faso|Буркина-Фасо|Ouagadougou||12-11
BG|Republic of Bulgaria|République de Bulgarie|Республика Болгария|Sofia|bg|03-03
BH|Kingdom of Bahrain|Royaume de Bahreïn|Королевство Бахрейн|Manama|ar|12-16
BI|Republic of Burundi|République du Burundi|Республика Бурунди|Gitega|rn,fr,en|07-01
BJ|Republic of Benin|République du Bénin|Республика Бенин|Porto-Novo|fr|08-01
BN|Brunei Darussalam|Brunéi Darussalam|Бруней-Даруссалам|Bandar Seri Begawan|ms|02-23
BO|Plurinational State of Bolivia|État plurinational de Bolivie|Многонациональное Государство Боливия|Sucre|es,qu,ay,gn|08-06
BR|Federative Republic of Brazil|République fédérative du Brésil|Федеративная Республика Бразилия|Brasília|pt|09-07
BS|Commonwealth of The Bahamas|Commonwealth des Bahamas|Содружество Багамских Островов|Nassau|en|07-10
BT|Kingdom of Bhutan|Royaume du Bhoutan|Королевство Бутан|Thimphu|dz|12-17
BW|Republic of Botswana|République du Botswana|Республика Ботсвана|Gaborone|en,tn|09-30
BY|Republic of Belarus|République du Bélarus|Республика Беларусь|Minsk|be,ru|07-03
BZ|Belize|Belize|Белиз|Belmopan|en|09-21
CA|Canada|Canada|Канада|Ottawa|en,fr|07-01
CD|Democratic Republic of the Congo|République démocratique du Congo|Демократическая Республика Конго|Kinshasa|fr|06-30
CF|Central African Republic|République centrafricaine|Центральноафриканская Республика|Bangui|fr,sg|12-01
CG|Republic of the Congo|République du Congo|Республика Конго|Brazzaville|fr|08-15
CH|Swiss Confederation|Confédération suisse|Швейцарская Конфедерация|Bern|de,fr,it,rm|08-01
CI|Republic of Côte d’Ivoire|République de Côte d’Ivoire|Республика Кот-д’Ивуар|Yamoussoukro|fr|08-07
CL|Republic of Chile|République du Chili|Республика Чили|Santiago|es|09-18
CM|Republic of Cameroon|République du Cameroun|Республика Камерун|Yaoundé|fr,en|05-20
CN|People’s Republic of China|République populaire de Chine|Китайская Народная Республика|Beijing|zh|10-01
CO|Republic of Colombia|République de Colombie|Республика Колумбия|Bogotá|es|07-20
CR|Republic of Costa Rica|République du Costa Rica|Республика Коста-Рика|San José|es|09-15
CU|Republic of Cuba|République de Cuba|Республика Куба|Havana|es|01-01
CV|Republic of Cabo Verde|République de Cabo Verde|Республика Кабо-Верде|Praia|pt|07-05
CY|Republic of Cyprus|République de Chypre|Республика Кипр|Nicosia|el,tr|10-01
CZ|Czech Republic|République tchèque|Чешская Республика|Prague|cs|10-28
DE|Federal Republic of Germany|République fédérale d’Allemagne|Федеративная Республика Германия|Berlin|de|10-03
DJ|Republic of Djibouti|République de Djibouti|Республика Джибути|Djibouti|fr,ar|06-27
DK|Kingdom of Denmark|Royaume du Danemark|Королевство Дания|Copenhagen|da|06-05
DM|Commonwealth of Dominica|Commonwealth de Dominique|Содружество Доминики|Roseau|en|11-03
DO|Dominican Republic|République dominicaine|Доминиканская Республика|Santo Domingo|es|02-27
DZ|People’s Democratic Republic of Algeria|République algérienne démocratique et populaire|Алжирская Народная Демократическая Республика|Algiers|ar,ber|11-01
EC|Republic of Ecuador|République de l’Équateur|Республика Эквадор|Quito|es|08-10
EE|Republic of Estonia|République d’Estonie|Эстонская Республика|Tallinn|et|02-24
EG|Arab Republic of Egypt|République arabe d’Égypte|Арабская Республика Египет|Cairo|ar|07-23
ER|State of Eritrea|État d’Érythrée|Государство Эритрея|Asmara|ti,ar,en|05-24
ES|Kingdom of Spain|Royaume d’Espagne|Королевство Испания|Madrid|es|10-12
ET|Federal Democratic Republic of Ethiopia|République fédérale démocratique d’Éthiopie|Федеративная Демократическая Республика Эфиопия|Addis Ababa|am,om,so,ti,aa|05-28
FI|Republic of Finland|République de Finlande|Финляндская Республика|Helsinki|fi,sv|12-06
FJ|Republic of Fiji|République des Fidji|Республика Фиджи|Suva|en,fj,hif|10-10
FM|Federated States of Micronesia|États fédérés de Micronésie|Федеративные Штаты Микронезии|Palikir|en|11-03
FR|French Republic|République française|Французская Республика|Paris|fr|07-14
GA|Gabonese Republic|République gabonaise|Габонская Республика|Libreville|fr|08-17
GB|United Kingdom of Great Britain and Northern Ireland|Royaume-Uni de Grande-Bretagne et d’Irlande du Nord|Соединённое Королевство Великобритании и Северной Ирландии|London|en|
GD|Grenada|Grenade|Гренада|Saint George’s|en|02-07
GE|Georgia|Géorgie|Грузия|Tbilisi|ka|05-26
GH|Republic of Ghana|République du Ghana|Республика Гана|Accra|en|03-06
GM|Republic of The Gambia|République de Gambie|Республика Гамбия|Banjul|en|02-18
GN|Republic of Guinea|République de Guinée|Гвинейская Республика|Conakry|fr|10-02
GQ|Republic of Equatorial Guinea|République de Guinée équatoriale|Республика Экваториальная Гвинея|Malabo|es,fr,pt|10-12
GR|Hellenic Republic|République hellénique|Греческая Республика|Athens|el|03-25
GT|Republic of Guatemala|République du Guatemala|Республика Гватемала|Guatemala City|es|09-15
GW|Republic of Guinea-Bissau|République de Guinée-Bissau|Республика Гвинея-Бисау|Bissau|pt|09-24
GY|Co-operative Republic of Guyana|République coopérative du Guyana|Кооперативная Республика Гайана|Georgetown|en|02-23
HN|Republic of Honduras|République du Honduras|Республика Гондурас|Tegucigalpa|es|09-15
HR|Republic of Croatia|République de Croatie|Республика Хорватия|Zagreb|hr|05-30
HT|Republic of Haiti|République d’Haïti|Республика Гаити|Port-au-Prince|fr,ht|01-01
HU|Hungary|Hongrie|Венгрия|Budapest|hu|08-20
ID|Republic of Indonesia|République d’Indonésie|Республика Индонезия|Jakarta|id|08-17
IE|Ireland|Irlande|Ирландия|Dublin|ga,en|03-17
IL|State of Israel|État d’Israël|Государство Израиль|Jerusalem|he|
IN|Republic of India|République de l’Inde|Республика Индия|New Delhi|hi,en|01-26
IQ|Republic of Iraq|République d’Iraq|Республика Ирак|Baghdad|ar,ku|10-03
IR|Islamic Republic of Iran|République islamique d’Iran|Исламская Республика Иран|Tehran|fa|02-11
IS|Iceland|Islande|Исландия|Reykjavik|is|06-17
IT|Italian Republic|République italienne|Итальянская Республика|Rome|it|06-02
JM|Jamaica|Jamaïque|Ямайка|Kingston|en|08-06
JO|Hashemite Kingdom of Jordan|Royaume hachémite de Jordanie|Иорданское Хашимитское Королевство|Amman|ar|05-25
JP|Japan|Japon|Япония|Tokyo|ja|02-23
KE|Republic of Kenya|République du Kenya|Республика Кения|Nairobi|sw,en|12-12
KG|Kyrgyz Republic|République kirghize|Кыргызская Республика|Bishkek|ky,ru|08-31
KH|Kingdom of Cambodia|Royaume du Cambodge|Королевство Камбоджа|Phnom Penh|km|11-09
KI|Republic of Kiribati|République de Kiribati|Республика Кирибати|South Tarawa|en|07-12
KM|Union of the Comoros|Union des Comores|Союз Коморских Островов|Moroni|ar,fr|07-06
KN|Federation of Saint Christopher and Nevis|Fédération de Saint-Christophe-et-Niévès|Федерация Сент-Китс и Невис|Basseterre|en|09-19
KP|Democratic People’s Republic of Korea|République populaire démocratique de Corée|Корейская Народно-Демократическая Республика|Pyongyang|ko|09-09
KR|Republic of Korea|République de Corée|Республика Корея|Seoul|ko|10-03
KW|State of Kuwait|État du Koweït|Государство Кувейт|Kuwait City|ar|02-25
KZ|Republic of Kazakhstan|République du Kazakhstan|Республика Казахстан|Astana|kk,ru|10-25
LA|Lao People’s Democratic Republic|République démocratique populaire lao|Лаосская Народно-Демократическая Республика|Vientiane|lo|12-02
LB|Lebanese Republic|République libanaise|Ливанская Республика|Beirut|ar|11-22
LC|Saint Lucia|Sainte-Lucie|Сент-Люсия|Castries|en|02-22
LI|Principality of Liechtenstein|Principauté de Liechtenstein|Княжество Лихтенштейн|Vaduz|de|08-15
LK|Democratic Socialist Republic of Sri Lanka|République socialiste démocratique de Sri Lanka|Демократическая Социалистическая Республика Шри-Ланка|Sri Jayawardenepura Kotte|si,ta|02-04
LR|Republic of Liberia|République du Libéria|Республика Либерия|Monrovia|en|07-26
LS|Kingdom of Lesotho|Royaume du Lesotho|Королевство Лесото|Maseru|st,en|10-04
LT|Republic of Lithuania|République de Lituanie|Литовская Республика|Vilnius|lt|02-16
LU|Grand Duchy of Luxembourg|Grand-Duché de Luxembourg|Великое Герцогство Люксембург|Luxembourg|lb,fr,de|06-23
LV|Republic of Latvia|République de Lettonie|Латвийская Республика|Riga|lv|11-18
LY|State of Libya|État de Libye|Государство Ливия|Tripoli|ar|12-24
MA|Kingdom of Morocco|Royaume du Maroc|Королевство Марокко|Rabat|ar,zgh|07-30
MC|Principality of Monaco|Principauté de Monaco|Княжество Монако|Monaco|fr|11-19
MD|Republic of Moldova|République de Moldova|Республика Молдова|Chișinău|ro|08-27
ME|Montenegro|Monténégro|Черногория|Podgorica|cnr|07-13
MG|Republic of Madagascar|République de Madagascar|Республика Мадагаскар|Antananarivo|mg,fr|06-26
MH|Republic of the Marshall Islands|République des Îles Marshall|Республика Маршалловы Острова|Majuro|mh,en|05-01
MK|Republic of North Macedonia|République de Macédoine du Nord|Республика Северная Македония|Skopje|mk,sq|09-08
ML|Republic of Mali|République du Mali|Республика Мали|Bamako||09-22
MM|Republic of the Union of Myanmar|République de l’Union du Myanmar|Республика Союз Мьянма|Nay Pyi Taw|my|01-04
MN|Mongolia|Mongolie|Монголия|Ulaanbaatar|mn|07-11
MR|Islamic Republic of Mauritania|République islamique de Mauritanie|Исламская Республика Мавритания|Nouakchott|ar|11-28
MT|Republic of Malta|République de Malte|Республика Мальта|Valletta|mt,en|09-21
MU|Republic of Mauritius|République de Maurice|Республика Маврикий|Port Louis|en|03-12
MV|Republic of Maldives|République des Maldives|Мальдивская Республика|Malé|dv|07-26
MW|Republic of Malawi|République du Malawi|Республика Малави|Lilongwe|en|07-06
MX|United Mexican States|États-Unis du Mexique|Мексиканские Соединённые Штаты|Mexico City|es|09-16
MY|Malaysia|Malaisie|Малайзия|Kuala Lumpur|ms|08-31
MZ|Republic of Mozambique|République du Mozambique|Республика Мозамбик|Maputo|pt|06-25
NA|Republic of Namibia|République de Namibie|Республика Намибия|Windhoek|en|03-21
NE|Republic of the Niger|République du Niger|Республика Нигер|Niamey||12-18
NG|Federal Republic of Nigeria|République fédérale du Nigéria|Федеративная Республика Нигерия|Abuja|en|10-01
NI|Republic of Nicaragua|République du Nicaragua|Республика Никарагуа|Managua|es|09-15
NL|Kingdom of the Netherlands|Royaume des Pays-Bas|Королевство Нидерландов|Amsterdam|nl|04-27
NO|Kingdom of Norway|Royaume de Norvège|Королевство Норвегия|Oslo|nb,nn|05-17
NP|Federal Democratic Republic of Nepal|République démocratique fédérale du Népal|Федеративная Демократическая Республика Непал|Kathmandu|ne|09-20
NR|Republic of Nauru|République de Nauru|Республика Науру|Yaren|na,en|01-31
NZ|New Zealand|Nouvelle-Zélande|Новая Зеландия|Wellington|en,mi|02-06
OM|Sultanate of Oman|Sultanat d’Oman|Султанат Оман|Muscat|ar|
PA|Republic of Panama|République du Panama|Республика Панама|Panama City|es|11-03
PE|Republic of Peru|République du Pérou|Республика Перу|Lima|es,qu,ay|07-28
PG|Independent State of Papua New Guinea|État indépendant de Papouasie-Nouvelle-Guinée|Независимое Государство Папуа — Новая Гвинея|Port Moresby|en,tpi,ho|09-16
PH|Republic of the Philippines|République des Philippines|Республика Филиппины|Manila|fil,en|06-12
PK|Islamic Republic of Pakistan|République islamique du Pakistan|Исламская Республика Пакистан|Islamabad|ur,en|03-23
PL|Republic of Poland|République de Pologne|Республика Польша|Warsaw|pl|05-03
PS|State of Palestine|État de Palestine|Государство Палестина||ar|11-15
PT|Portuguese Republic|République portugaise|Португальская Республика|Lisbon|pt|06-10
PW|Republic of Palau|République des Palaos|Республика Палау|Ngerulmud|pau,en|10-01
PY|Republic of Paraguay|République du Paraguay|Республика Парагвай|Asunción|es,gn|05-15
QA|State of Qatar|État du Qatar|Государство Катар|Doha|ar|12-18
RO|Romania|Roumanie|Румыния|Bucharest|ro|12-01
RS|Republic of Serbia|République de Serbie|Республика Сербия|Belgrade|sr|02-15
RU|Russian Federation|Fédération de Russie|Российская Федерация|Moscow|ru|06-12
RW|Republic of Rwanda|République du Rwanda|Республика Руанда|Kigali|rw,en,fr,sw|07-01
SA|Kingdom of Saudi Arabia|Royaume d’Arabie saoudite|Королевство Саудовская Аравия|Riyadh|ar|09-23
SB|Solomon Islands|Îles Salomon|Соломоновы Острова|Honiara|en|07-07
SC|Republic of Seychelles|République des Seychelles|Республика Сейшельские Острова|Victoria|crs,en,fr|06-29
SD|Republic of the Sudan|République du Soudan|Республика Судан|Khartoum|ar,en|01-01
SE|Kingdom of Sweden|Royaume de Suède|Королевство Швеция|Stockholm|sv|06-06
SG|Republic of Singapore|République de Singapour|Республика Сингапур|Singapore|en,ms,zh,ta|08-09
SI|Republic of Slovenia|République de Slovénie|Республика Словения|Ljubljana|sl|06-25
SK|Slovak Republic|République slovaque|Словацкая Республика|Bratislava|sk|09-01
SL|Republic of Sierra Leone|République de Sierra Leone|Республика Сьерра-Леоне|Freetown|en|04-27
SM|Republic of San Marino|République de Saint-Marin|Республика Сан-Марино|San Marino|it|09-03
SN|Republic of Senegal|République du Sénégal|Республика Сенегал|Dakar|fr|04-04
SO|Federal Republic of Somalia|République fédérale de Somalie|Федеративная Республика Сомали|Mogadishu|so,ar|07-01
SR|Republic of Suriname|République du Suriname|Республика Суринам|Paramaribo|nl|11-25
SS|Republic of South Sudan|République du Soudan du Sud|Республика Южный Судан|Juba|en|07-09
ST|Democratic Republic of São Tomé and Príncipe|République démocratique de Sao Tomé-et-Principe|Демократическая Республика Сан-Томе и Принсипи|São Tomé|pt|07-12
SV|Republic of El Salvador|République d’El Salvador|Республика Эль-Сальвадор|San Salvador|es|09-15
SY|Syrian Arab Republic|République arabe syrienne|Сирийская Арабская Республика|Damascus|ar|04-17
SZ|Kingdom of Eswatini|Royaume d’Eswatini|Королевство Эсватини|Mbabane|ss,en|09-06
TD|Republic of Chad|République du Tchad|Республика Чад|N’Djamena|fr,ar|08-11
TG|Togolese Republic|République togolaise|Тоголезская Республика|Lomé|fr|04-27
TH|Kingdom of Thailand|Royaume de Thaïlande|Королевство Таиланд|Bangkok|th|12-05
TJ|Republic of Tajikistan|République du Tadjikistan|Республика Таджикистан|Dushanbe|tg|09-09
TL|Democratic Republic of Timor-Leste|République démocratique du Timor-Leste|Демократическая Республика Тимор-Лешти|Dili|pt,tet|05-20
TM|Turkmenistan|Turkménistan|Туркменистан|Ashgabat|tk|09-27
TN|Republic of Tunisia|République tunisienne|Тунисская Республика|Tunis|ar|03-20
TO|Kingdom of Tonga|Royaume des Tonga|Королевство Тонга|Nuku’alofa|to,en|06-04
TR|Republic of Türkiye|République de Türkiye|Турецкая Республика|Ankara|tr|10-29
TT|Republic of Trinidad and Tobago|République de Trinité-et-Tobago|Республика Тринидад и Тобаго|Port of Spain|en|08-31
TV|Tuvalu|Tuvalu|Тувалу|Funafuti|tvl,en|10-01
TZ|United Republic of Tanzania|République-Unie de Tanzanie|Объединённая Республика Танзания|Dodoma|sw,en|04-26
UA|Ukraine|Ukraine|Украина|Kyiv|uk|08-24
UG|Republic of Uganda|République de l’Ouganda|Республика Уганда|Kampala|en,sw|10-09
US|United States of America|États-Unis d’Amérique|Соединённые Штаты Америки|Washington, D.C.|en|07-04
UY|Oriental Republic of Uruguay|République orientale de l’Uruguay|Восточная Республика Уругвай|Montevideo|es|08-25
UZ|Republic of Uzbekistan|République d’Ouzbékistan|Республика Узбекистан|Tashkent|uz|09-01
VA|Vatican City State|État de la Cité du Vatican|Государство-город Ватикан|Vatican City|it,la|
VC|Saint Vincent and the Grenadines|Saint-Vincent-et-les-Grenadines|Сент-Винсент и Гренадины|Kingstown|en|10-27
VE|Bolivarian Republic of Venezuela|République bolivarienne du Venezuela|Боливарианская Республика Венесуэла|Caracas|es|07-05
VN|Socialist Republic of Viet Nam|République socialiste du Viet Nam|Социалистическая Республика Вьетнам|Hanoi|vi|09-02
VU|Republic of Vanuatu|République de Vanuatu|Республика Вануату|Port Vila|bi,en,fr|07-30
WS|Independent State of Samoa|État indépendant du Samoa|Независимое Государство Самоа|Apia|sm,en|06-01
YE|Republic of Yemen|République du Yémen|Йеменская Республика|Sana’a|ar|05-22
ZA|Republic of South Africa|République d’Afrique du Sud|Южно-Африканская Республика|Pretoria|en,af,zu,xh,st,tn,nso,ts,ss,ve,nr|04-27
ZM|Republic of Zambia|République de Zambie|Республика Замбия|Lusaka|en|10-24
ZW|Republic of Zimbabwe|République du Zimbabwe|Республика Зимбабве|Harare|en,sn,nd|04-18
`;
