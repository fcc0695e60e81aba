/** Names of a country that its data package lacks, each a list with commas between. */
export interface FurtherNames {
  /** The country's own: everyday names, older ones, abbreviations that are used as words. */
  readonly names?: string;
  /** Its people or what is of it, in the singular where the plural follows by rule. */
  readonly people?: string;
  /** Its capital or seat of government: other spellings, and what is moved, shared or disputed. */
  readonly capitals?: string;
  /** What stands for its government: residences, ministries, parliaments with a name of their own. */
  readonly government?: string;
  /** Countries that it consists of, and their people. */
  readonly parts?: string;
}

/**
 * By ISO 3166-1 alpha-2 code, `EU` and `XK` as everywhere. Here stands what `world-countries` 5.1
 * has not: it gives one demonym and one spelling of the capital a country, no nouns for a person
 * beside the adjective, no metonym, and abbreviations only as codes of which most are never words.
 */
export const FURTHER_NAMES: Readonly<Record<string, FurtherNames>> = {
  AE: { names: 'UAE' },
  AF: { people: 'Afghani' },
  AM: { capitals: 'Erevan' },
  AR: { people: 'Argentinian, Argentinean', government: 'Casa Rosada' },
  AT: { government: 'Ballhausplatz, Hofburg' },
  AU: { people: 'Aussie', government: 'Kirribilli House' },
  AZ: { people: 'Azeri' },
  BA: { names: 'BiH' },
  BD: { capitals: 'Dacca', government: 'Bangabhaban, Ganabhaban' },
  BE: { capitals: 'Bruxelles, Brussel' },
  BF: { people: 'Burkinabè, Burkinan' },
  BO: { capitals: 'La Paz', government: 'Palacio Quemado' },
  BR: { government: 'Planalto, Itamaraty, Alvorada Palace' },
  BW: { people: 'Botswanan, Batswana' },
  BY: { people: 'Belarussian, Byelorussian', names: 'Byelorussia' },
  CA: { government: 'Parliament Hill, Rideau Hall, Sussex Drive' },
  CD: { names: 'DRC, D.R. Congo, Congo' },
  CH: { capitals: 'Berne', government: 'Bundeshaus' },
  CI: { people: 'Ivoirian', capitals: 'Abidjan' },
  CL: { government: 'La Moneda' },
  CN: { names: 'PRC, Mainland China', capitals: 'Peking', government: 'Zhongnanhai' },
  CO: { government: 'Casa de Nariño, Nariño Palace' },
  CV: { people: 'Cape Verdean, Cabo Verdean' },
  CZ: { government: 'Prague Castle, Czernin Palace' },
  DE: { government: 'Bundestag, Kanzleramt' },
  DJ: { people: 'Djiboutian' },
  DK: { people: 'Dane', government: 'Christiansborg, Folketing' },
  DZ: { government: 'El Mouradia' },
  EC: { people: 'Ecuadorian', government: 'Carondelet' },
  EE: { government: 'Riigikogu, Toompea' },
  EH: { people: 'Saharawi', capitals: 'Laayoune' },
  ES: { people: 'Spaniard', government: 'Moncloa, Zarzuela Palace' },
  EU: {
    names: 'EU, European Union',
    people: 'European',
    government: 'Brussels, Berlaymont',
    parts: 'Europe',
  },
  FI: { people: 'Finn', government: 'Eduskunta, Mäntyniemi' },
  FR: {
    people: 'Frenchman, Frenchmen',
    government:
      'Élysée, Élysée Palace, Palais de l’Élysée, Elysee, Quai d’Orsay, Matignon, Palais Bourbon, Bercy',
  },
  GB: {
    names: 'UK, Britain',
    people: 'Briton, Brit, Britisher',
    government:
      'Downing Street, Downing St, Number 10, Number Ten, Whitehall, Westminster, Buckingham Palace, Chequers, House of Commons, House of Lords',
    parts:
      'England, English, Englishman, Englishmen, Scotland, Scottish, Scot, Scotsman, Wales, Welsh, Northern Ireland, Northern Irish',
  },
  GH: { government: 'Jubilee House' },
  GR: { government: 'Maximos Mansion' },
  GW: { people: 'Bissau-Guinean' },
  HK: { people: 'Hongkonger' },
  HR: { people: 'Croat', government: 'Banski Dvori' },
  HU: { people: 'Magyar', government: 'Sándor Palace' },
  ID: { government: 'Merdeka Palace' },
  IE: { people: 'Irishman, Irishmen', government: 'Dáil, Oireachtas, Leinster House' },
  IL: { capitals: 'Tel Aviv', government: 'Knesset' },
  IN: {
    capitals: 'Delhi',
    government: 'Rashtrapati Bhavan, South Block, Raisina Hill, Lok Sabha, Rajya Sabha',
  },
  IR: { names: 'Persia', people: 'Persian', government: 'Majlis' },
  IS: { people: 'Icelandic', government: 'Althing, Althingi, Bessastaðir' },
  IT: {
    government: 'Quirinal, Quirinale, Palazzo Chigi, Montecitorio, Farnesina, Viminale',
  },
  JP: { government: 'Kantei, Kasumigaseki, Nagatacho' },
  KG: { people: 'Kyrgyz' },
  KH: { names: 'Kampuchea', people: 'Khmer' },
  KM: { people: 'Comorian' },
  KN: { people: 'Kittitian, Nevisian' },
  KP: { names: 'N. Korea, N Korea, Korea', people: 'Korean' },
  KR: {
    names: 'ROK, S. Korea, S Korea, Korea',
    people: 'Korean',
    government: 'Blue House, Cheong Wa Dae',
  },
  KZ: { people: 'Kazakh', capitals: 'Nur-Sultan', government: 'Akorda' },
  LA: { people: 'Lao' },
  LK: { capitals: 'Sri Jayawardenepura Kotte, Kotte', government: 'Temple Trees' },
  LS: { people: 'Basotho' },
  LT: { government: 'Seimas' },
  LU: { people: 'Luxembourgish', names: 'Luxemburg' },
  LV: { government: 'Saeima' },
  MA: { government: 'Makhzen' },
  MC: { people: 'Monégasque, Monacan' },
  MD: { capitals: 'Kishinev' },
  MK: { people: 'Macedonian, North Macedonian' },
  MM: { capitals: 'Naypyitaw, Nay Pyi Taw, Yangon, Rangoon' },
  MN: { capitals: 'Ulaanbaatar' },
  MV: { people: 'Maldivian' },
  MX: { government: 'Los Pinos' },
  MY: { capitals: 'Putrajaya' },
  NG: { government: 'Aso Rock' },
  NL: {
    people: 'Dutchman, Dutchmen',
    capitals: 'The Hague',
    government: 'Binnenhof, Catshuis',
  },
  NO: { government: 'Storting, Stortinget' },
  NP: { people: 'Nepali', government: 'Singha Durbar, Baluwatar' },
  NZ: { names: 'NZ', people: 'Kiwi' },
  PA: { government: 'Palacio de las Garzas' },
  PG: { names: 'PNG' },
  PH: { people: 'Filipina, Philippine', government: 'Malacañang, Malacañan Palace' },
  PK: { government: 'Aiwan-e-Sadr' },
  PL: { people: 'Pole', government: 'Sejm, Belweder' },
  PS: { capitals: 'Ramallah' },
  PT: { government: 'São Bento, Belém Palace' },
  PY: { government: 'Palacio de los López' },
  RO: { government: 'Cotroceni, Victoria Palace' },
  RS: { people: 'Serb' },
  RU: { government: 'Kremlin, Duma, Lubyanka' },
  SA: { names: 'KSA', people: 'Saudi' },
  SE: { people: 'Swede', government: 'Riksdag, Rosenbad' },
  SI: { people: 'Slovenian' },
  SR: { people: 'Surinamese' },
  SV: { people: 'Salvadorean, Salvadorian' },
  SZ: { capitals: 'Mbabane' },
  TH: { names: 'Siam' },
  TJ: { people: 'Tajik, Tajikistani' },
  TL: { people: 'Timorese' },
  TN: { government: 'Carthage Palace' },
  TR: { people: 'Turk', government: 'Beştepe' },
  TT: { people: 'Tobagonian' },
  TW: { capitals: 'Taipei' },
  TZ: { capitals: 'Dar es Salaam' },
  UA: { capitals: 'Kiev', government: 'Bankova, Verkhovna Rada' },
  US: {
    names: 'US, USA, America, United States',
    capitals: 'Washington, Washington DC',
    government:
      'White House, Oval Office, Capitol Hill, Foggy Bottom, Pentagon, State Department, Camp David',
  },
  UZ: { people: 'Uzbek' },
  VA: { names: 'Holy See, Vatican', government: 'Apostolic Palace' },
  VE: { government: 'Miraflores' },
  XK: { people: 'Kosovan', capitals: 'Pristina, Prishtina' },
  YE: { people: 'Yemenite', capitals: 'Aden' },
  ZA: { people: 'Afrikaner', government: 'Union Buildings' },
};
