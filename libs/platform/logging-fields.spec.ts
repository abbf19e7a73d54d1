import { catalogue } from '#libs/api/asyncapi.js';
import { fieldsOf, type BodyClass, type Field } from '#libs/api/kernel/field.js';
import { GUARDED } from './logging.js';

/** Of which format a text is of a person, whatever its field is called; and of which it never is. */
const OF_PERSONS = ['email', 'e164', 'codice-fiscale', 'partita-iva', 'iban'];
const OF_NOBODY = ['id', 'date-time', 'date', 'period'];

/** Texts that tell nothing of a person: ids and codes of ours, words from lists, what programs and files are called. A new field is put here, or into the log's own list. */
const TELLS_NOBODY = words(`
  about aboutFile action actor actorId actorKind addTags agentId approvedBy askedBy assignedBy assignee assigneeId
  attachmentIds authorId bankReference bankStatus basis batchId bookedBy by callId category cause causeId checkoutUrl
  className classes code codiceDestinatario conciliation contentType contractId contractIds contractNumber createdBy currency cursor
  days decidedBy dismissedBy destination destinationClass device district done donor endReason endToEndId failureCode fileName group hash holderKind
  id identityHash identityId ids inForce kind like locality messageId messageIds nameEn nameIt nextCursor openClasses openedBy operator outcome
  ownerId paymentReference previousHash product productName provider province reasonCode receiptNumber recipient rejectId reference
  removeTags replaced requestedBy requires roles sdiId sha256 startedAt state step tag tags template termsVersion textEn textIt
  tokenType version watchers what whatToDo whatToDoEn whatToDoIt `);

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}

/** Every text field of every body that travels, by its name, with whether its format says that it is of a person. */
async function textFields(): Promise<Map<string, boolean>> {
  const found = new Map<string, boolean>();
  const seen = new Set<BodyClass>();
  const look = ({ name, schema, nested }: Field): void => {
    if (nested) return walk(nested());
    const { type, enum: values, ...rest } = (schema.items ?? schema) as { type?: string; enum?: unknown };
    const format = String((rest as Record<string, unknown>)['x-format']);
    if (type !== 'string' || values || OF_NOBODY.includes(format)) return;
    found.set(name, Boolean(found.get(name)) || OF_PERSONS.includes(format));
  };
  const walk = (body: BodyClass): void => {
    if (seen.has(body)) return;
    seen.add(body);
    for (const field of fieldsOf(body)) look(field);
  };
  for (const definition of await catalogue())
    for (const body of definition.kind === 'rpc' ? [definition.request, definition.reply] : [definition.body])
      walk(body);
  return found;
}

describe('the log and the fields of the API', () => {
  it('no text that travels is written as it is, unless somebody has said that it tells nothing of a person', async () => {
    const undecided = [...(await textFields()).keys()].filter((name) => !GUARDED.has(name) && !TELLS_NOBODY.has(name));
    expect(undecided.toSorted()).toEqual([]);
  });

  it('what is an address, a number, a tax code or an account by its format is masked, whatever else is said', async () => {
    const personal = [...(await textFields())].filter(([, isPersonal]) => isPersonal).map(([name]) => name);
    expect(personal).toEqual(expect.arrayContaining(['email', 'newHolderEmail', 'pec', 'iban', 'number']));
    expect(personal.filter((name) => !GUARDED.has(name))).toEqual([]);
  });

  it('nothing is said of fields that there are not, or both ways', async () => {
    const names = await textFields();
    expect([...TELLS_NOBODY].filter((name) => !names.has(name) || GUARDED.has(name))).toEqual([]);
  });
});
