/** Somebody of the demo, and what there is to see of them. */
export interface DemoPerson {
  readonly name: string;
  readonly shows: string;
  readonly holder: { readonly codiceFiscale?: string; readonly [field: string]: unknown };
  readonly services: readonly { readonly product: string; readonly quantity: number }[];
  /** What they pay above what is due; nothing is paid at all without. */
  readonly creditCents?: number;
}

const MILAN = { street: 'Via Dimostrativa 2', cap: '20121', city: 'Milano', province: 'MI' };
const BASIC = [
  { product: 'pbx_basic', quantity: 1 },
  { product: 'extension', quantity: 2 },
];

/** Well-formed codes of nobody. */
const person = (givenName: string, familyName: string, codiceFiscale: string) => ({
  name: `${givenName} ${familyName}`,
  holder: { kind: 'private', givenName, familyName, codiceFiscale, address: MILAN },
  services: BASIC,
  creditCents: 10_000,
});
export const COMPANY = {
  kind: 'company',
  companyName: 'Officine Esempio S.r.l.',
  partitaIva: '09876540015',
  codiceDestinatario: 'ABC1234',
  address: MILAN,
};

/** The demo's customers, one in each state that a screen has something to say of. */
export const PEOPLE = {
  unpaid: {
    ...person('Ugo', 'Verdi', 'VRDGUO79C14F205E'),
    shows: 'registered, has not paid (until the number is free again: load anew)',
    creditCents: undefined,
  },
  active: { ...person('Ada', 'Bianchi', 'BNCDAA88L42F205H'), shows: 'active, metered traffic' },
  company: {
    name: COMPANY.companyName,
    shows: 'active, a company',
    holder: COMPANY,
    services: [
      { product: 'pbx_professional', quantity: 1 },
      { product: 'extension', quantity: 5 },
      { product: 'inbound_line', quantity: 2 },
    ],
    creditCents: 30_000,
  },
  debtor: { ...person('Dario', 'Neri', 'NREDRA72S23H501N'), shows: 'in debt since the last renewal', creditCents: 0 },
  flat: {
    ...person('Flavia', 'Conti', 'CNTFLV91A70H501J'),
    shows: 'active, FLAT traffic',
    services: [...BASIC, { product: 'traffic_flat', quantity: 1 }],
  },
  portingIn: { ...person('Pietro', 'Gallo', 'GLLPTR65E09F205T'), shows: 'brings a number from another operator' },
  bounced: {
    ...person('Carla', 'Fontana', 'FNTCRL83P57F205B'),
    shows: 'cancelled, the bank refused the refund',
  },
  voltura: { ...person('Vera', 'Marino', 'MRNVRE76T45H501G'), shows: 'voltura to a company under way' },
  late: { ...person('Tina', 'Greco', 'GRCTNI95D61F205Q'), shows: 'a ticket whose promised time is over' },
  downgrade: {
    ...person('Sara', 'Costa', 'CSTSRA86B51F205M'),
    shows: 'a downgrade scheduled for the 1st',
    services: [
      { product: 'pbx_professional', quantity: 1 },
      { product: 'extension', quantity: 3 },
    ],
  },
  portingOut: { ...person('Omar', 'Villa', 'VLLMRO80H28F205J'), shows: 'another operator has asked for the number' },
  bornAbroad: { ...person('Anna', 'Schmidt', 'SCHNNA84M59Z112G'), shows: 'active, born abroad' },
} satisfies Record<string, DemoPerson>;

export type Who = keyof typeof PEOPLE;
export const WHO = Object.keys(PEOPLE) as Who[];

/** Where somebody of the demo signs in. */
export const emailOf = (who: Who): string =>
  `${PEOPLE[who].name
    .toLowerCase()
    .replace(/ s\.r\.l\./, '')
    .replaceAll(' ', '.')}@demo.example`;
