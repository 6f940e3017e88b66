import { localeOf } from '../../../assets/page/i18n/language';
import { currentLocale, speak, t } from '../../../assets/page/i18n/translate';

afterEach(() => speak({ language: 'en', tag: 'en-GB' }));

test('the language is the first of the browser’s that the page has, with its region', () => {
  expect(localeOf(['fr-FR', 'de-AT', 'en'])).toEqual({ language: 'de', tag: 'de-AT' });
  expect(localeOf(['ES-mx'])).toEqual({ language: 'es', tag: 'ES-mx' });
});

test('the language is English where the page has none of the browser’s', () => {
  expect(localeOf(['fr-FR', 'eo'])).toEqual({ language: 'en', tag: 'en' });
  expect(localeOf([])).toEqual({ language: 'en', tag: 'en' });
});

test('a locale that no format would take counts as its language', () => {
  expect(localeOf(['en-US@posix', 'de'])).toEqual({ language: 'en', tag: 'en' });
});

test('a text is of the language that the page speaks, with its values', async () => {
  expect(t('top.tick-took', { took: 12, changed: 1 })).toBe('It took 12 ms and changed 1 person.');
  await speak({ language: 'de', tag: 'de-AT' });
  expect(currentLocale().language).toBe('de');
  expect(t('top.tick-took', { took: 12, changed: 2 })).toBe('Er dauerte 12 ms und änderte 2 Personen.');
});

test('a sentence that ends with an abbreviation has one full stop, and an ellipsis has all of its own', async () => {
  expect(t('needs.coverage', { have: 0, need: 1, more: 0, days: 14, when: '3:00 p.m.' })).toBe(
    'has 0 of 1 on duty 3:00 p.m.',
  );
  expect(t('outcomes.of', { about: 'ana', outcome: 'wait...' })).toBe('ana: wait...');
});

test('a text without one of its values is an error', () => {
  expect(() => t('top.last-tick')).toThrow(/ago/);
});
