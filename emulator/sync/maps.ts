import { badRequest, TwilioError } from '../twilio-errors';
import type { CollectionKind } from './collections';
import { readName } from './fields';

/** Maps and their Items: https://www.twilio.com/docs/sync/api/map-resource, …/map-item-resource */
export const MAPS: CollectionKind = {
  path: 'Maps',
  sidPrefix: 'MP',
  missing: 54200,
  title: 'Map',
  // No code is documented for Maps; this is the one for Items (assumed).
  conflict: 54205,
  of: ({ maps }) => maps,
  items: {
    missing: 54201,
    title: 'Map Item',
    conflict: 54205,
    withoutData: () => badRequest('Key and Data are required'),
    newKey(form, { items }) {
      const key = readName(form, 'Key');
      if (key === undefined) throw badRequest('Key and Data are required');
      return () => {
        if (items.find(key)) throw new TwilioError(409, 54208, 'An Item with this Key already exists in the Map');
        return key;
      };
    },
    keyFrom: (text) => text,
    pathOf: (key, { sid }) => `Maps/${sid}/Items/${encodeURIComponent(key)}`,
    fields: (key, { sid }) => ({ key, map_sid: sid }),
  },
};
