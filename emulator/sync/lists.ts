import { TwilioError } from '../twilio-errors';
import type { CollectionKind } from './collections';

/** Indexes are padded to this length, so that they sort as numbers. */
const DIGITS = 16;

/**
 * Lists and their Items: https://www.twilio.com/docs/sync/api/list-resource, …/listitem-resource. An Item is only ever appended; its
 * index is higher than all before, never used again, and "not guaranteed to be contiguous".
 * @param gap how many indexes to leave out before the next one.
 */
export function lists(gap: () => number): CollectionKind {
  return {
    path: 'Lists',
    sidPrefix: 'ES',
    missing: 54150,
    title: 'List',
    // No code is documented for Lists; this is the one for Items (assumed).
    conflict: 54155,
    of: (service) => service.lists,
    items: {
      missing: 54151,
      title: 'List Item',
      conflict: 54155,
      // https://www.twilio.com/docs/api/errors/54156; the status is assumed.
      withoutData: () => new TwilioError(400, 54156, 'Data is required'),
      newKey: (_form, list) => () => {
        const index = list.nextIndex + gap();
        list.nextIndex = index + 1;
        return keyOf(index);
      },
      keyFrom(text) {
        // https://www.twilio.com/docs/api/errors/54458; the status is assumed.
        if (!/^\d+$/.test(text) || text.length > DIGITS) throw new TwilioError(400, 54458, 'Invalid List Item index');
        return keyOf(Number(text));
      },
      pathOf: (key, { sid }) => `Lists/${sid}/Items/${Number(key)}`,
      fields: (key, { sid }) => ({ index: Number(key), list_sid: sid }),
    },
  };
}

const keyOf = (index: number) => String(index).padStart(DIGITS, '0');
