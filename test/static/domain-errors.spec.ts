import { DomainError } from '#libs/api/kernel/domain-error.js';
import { errorCatalogue, sentenceOf } from '#libs/api/problems.js';
import { unfitForPeople } from '#libs/testing/for-people.js';

describe('what errors tell people', () => {
  it('is fit for them, in both languages, whatever it is about', async () => {
    const declared = [...(await errorCatalogue()).values()];
    const unfit = declared.flatMap(({ entry }) => {
      const { text } = new DomainError({ code: entry.code, status: entry.status, text: sentenceOf(entry) });
      return [text.it, text.en, entry.todo.it, entry.todo.en].flatMap((said) =>
        unfitForPeople(said).map((why) => `${entry.code}: ${why}`),
      );
    });
    expect(unfit).toEqual([]);
    expect(declared.length).toBeGreaterThan(80);
  });
});
