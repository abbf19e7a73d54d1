import { isEmergency, shortNumbers } from '#libs/italy/dialled-number.js';
import { ConfigError } from '#libs/platform/config.js';
import { parseDestinationClasses } from './destination-classes.format.js';
import { parseRateDeck, Rates } from './rate-deck.service.js';
import { NO_RATE } from './rating.rules.js';

const HEAD =
  'prefix,destination,destination_it,class,per_minute_eur,setup_eur,first_seconds,step_seconds,flat,from,to\n';
const CLASSES = parseDestinationClasses(
  'class,name_it,name_en,closed\nnational,Nazionali,National,no\nmoon,Luna,Moon,yes\n',
);
const ROW = ['39', 'Italy', 'Italia', 'national', '0.0155', '0', '1', '1', 'yes', '2026-01-01', '2026-07-01'];
const deckOf = (csv: string) => parseRateDeck(csv, CLASSES);
const rowWith = (column: string, text: string): string =>
  HEAD.trim()
    .split(',')
    .map((name, index) => (name === column ? text : ROW[index]!))
    .join(',');
const refusal = (csv: string): readonly string[] => {
  try {
    deckOf(csv);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
  }
  throw new Error('it was taken');
};

describe('the rate deck file', () => {
  const at = Date.UTC(2026, 11, 1);

  it('comes with Italian and foreign destinations, geographic and mobile ones covered by FLAT', () => {
    const { deck } = new Rates();
    expect(deck.rates[deck.find('+390212345678', at)]).toMatchObject({
      destination: 'Italy geographic',
      perMinute: 15_000,
      flat: true,
    });
    expect(deck.rates[deck.find('+393351234567', at)]).toMatchObject({ destination: 'Italy mobile', flat: true });
    expect(deck.rates[deck.find('+4915112345678', at)]).toMatchObject({ destination: 'Germany mobile', flat: false });
  });

  it('makes every short number free, and has no price for one that it does not name', () => {
    const rates = new Rates();
    for (const number of shortNumbers())
      expect([number, rates.deck.isFree(rates.find(number, at)), rates.classOf(rates.find(number, at)).code]).toEqual([
        number,
        true,
        'public_service',
      ]);
    expect(shortNumbers().filter((number) => !isEmergency(number))).toEqual(
      expect.arrayContaining(['1500', '1515', '1518', '1525', '1533', '1544']),
    );
    expect(rates.find('1200', at)).toBe(NO_RATE);
  });

  it.each([
    ['+39899123456', 'premium'],
    ['+39892000', 'premium'],
    ['+39199123456', 'premium'],
    ['+39144123456', 'premium'],
    ['+881612345678', 'satellite'],
    ['+21671123456', 'international_costly'],
    ['+18095550123', 'international_costly'],
  ])('R27: puts %s into the class %s, closed until the customer opens it', (number, code) => {
    const rates = new Rates();
    expect(rates.classOf(rates.find(number, at))).toMatchObject({ code, closed: true });
  });

  it('takes effect at Rome midnight, winter and summer', () => {
    const { rates } = deckOf(`${HEAD}${ROW.join(',')}\n`);
    expect(rates[0]).toMatchObject({
      perMinute: 15_500,
      from: Date.UTC(2025, 11, 31, 23),
      to: Date.UTC(2026, 5, 30, 22),
      name: { it: 'Italia', en: 'Italy' },
      destinationClass: 'national',
    });
  });

  it.each([['YES'], ['Yes'], ['true'], ['1'], [''], ['si']])(
    '18-rate-deck-flat-word: is refused with line and column where `flat` is "%s", as for a wrong price',
    (word) => {
      expect(refusal(`${HEAD}${ROW.join(',')}\n${rowWith('flat', word)}\n`)).toEqual([
        `rate deck, line 3, column flat: must be yes or no, not "${word}"`,
      ]);
    },
  );

  it.each([
    ['prefix', '+39'],
    ['prefix', ''],
    ['destination', ''],
    ['per_minute_eur', '0.0000001'],
    ['per_minute_eur', '0,10'],
    ['setup_eur', '-1'],
    ['first_seconds', '0'],
    ['first_seconds', ''],
    ['first_seconds', '1e1'],
    ['step_seconds', '1.5'],
    ['from', 'soon'],
    ['from', '2026-02-30'],
    ['to', 'never'],
    ['class', 'Moon'],
  ])('is refused with line and column where %s is "%s"', (column, text) => {
    expect(refusal(`${HEAD}${rowWith(column, text.includes(',') ? `"${text}"` : text)}\n`)).toEqual([
      expect.stringMatching(new RegExp(`^rate deck, line 2, column ${column}: .*, not "`)),
    ]);
  });

  it('is refused whole where a class is unknown, a column is missing, misspelt or doubled, a row is too long, or two rates overlap', () => {
    expect(refusal(`${HEAD}${rowWith('class', 'mars')}\n`)).toEqual([
      'rate deck, line 2, column class: there is no class mars',
    ]);
    expect(refusal(`${HEAD.replace('flat', 'Flat')}${ROW.join(',')}\n`)).toEqual([
      'rate deck, header: there is no column Flat',
      'rate deck, header: the column flat is missing',
    ]);
    expect(refusal(`${HEAD.replace('setup_eur', 'per_minute_eur')}${ROW.join(',')}\n`)).toEqual([
      'rate deck, header: the column per_minute_eur is there twice',
      'rate deck, header: the column setup_eur is missing',
    ]);
    expect(refusal(`${HEAD}${ROW.join(',')},more\n`)).toEqual([expect.stringContaining('on line 2')]);
    expect(refusal(`${HEAD}${ROW.join(',')}\n${ROW.join(',')}\n`)).toEqual([
      'rate deck: prefix 39 has two rates in force together',
    ]);
  });
});

describe('the classes of destinations', () => {
  it('are refused with line and column where a word is not one that is meant', () => {
    const parse = (row: string) => () =>
      parseDestinationClasses(`class,name_it,name_en,closed\nnational,Nazionali,National,no\n${row}\n`);
    expect(parse('moon,Luna,Moon,Yes')).toThrow(
      'destination classes, line 3, column closed: must be yes or no, not "Yes"',
    );
    expect(parse('moon,,Moon,yes')).toThrow('line 3, column name_it');
    expect(parse('national,Luna,Moon,yes')).toThrow('line 3, column class: national is there twice');
  });
});
