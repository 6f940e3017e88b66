/** Which column of a list of people is what, by its name. */
import { type Cells, LIKELY_FIELDS, likelyColumns } from './likely-columns';

/**
 * Names of columns, as they are left by `simplified`, the preferred first. English, Spanish and German, with those of
 *
 * - Okta: its reports have Login, User and Status, https://help.okta.com/en-us/Content/Topics/reports/okta-password-health-report.htm;
 *   exports by API, firstName, mobilePhone and the like, https://developer.okta.com/docs/reference/user-query/
 * - BambooHR: https://documentation.bamboohr.com/docs/list-of-field-names, and their titles in its reports
 */
const NAMES = {
  identity: [
    'identity',
    'frontlineidentity',
    'frontline',
    'login',
    'oktausername',
    'username',
    'identidad',
    'usuario',
    'identitat',
    'benutzername',
    'workemail',
    'primaryemail',
    'email',
    'emailaddress',
    'mail',
    'correoelectronico',
    'correo',
    'emailadresse',
    'bestemail',
  ],
  email: ['workemail', 'primaryemail', 'email', 'emailaddress', 'mail', 'correoelectronico', 'correo', 'emailadresse'],
  name: [
    'name',
    'fullname',
    'displayname',
    'userfullname',
    'employee',
    'employeename',
    'user',
    'nombrecompleto',
    'nombreyapellidos',
    'empleado',
    'vollstandigername',
    'mitarbeiter',
    'anzeigename',
  ],
  first: ['firstname', 'preferredname', 'givenname', 'nombre', 'vorname'],
  last: ['lastname', 'surname', 'familyname', 'apellidos', 'apellido', 'nachname', 'familienname'],
  zone: ['zone', 'timezone', 'zoneinfo', 'zonahoraria', 'huso', 'zeitzone'],
  manager: [
    'manager',
    'manageremail',
    'managername',
    'supervisor',
    'supervisorname',
    'supervisoremail',
    'reportingto',
    'reportsto',
    'managerid',
    'jefe',
    'responsable',
    'supervisora',
    'vorgesetzter',
    'vorgesetzte',
    'fuhrungskraft',
  ],
  phone: [
    'phone',
    'mobile',
    'mobilephone',
    'mobilenumber',
    'cellphone',
    'cell',
    'phonenumber',
    'primaryphone',
    'telefono',
    'movil',
    'telefonomovil',
    'telefon',
    'handy',
    'mobiltelefon',
    'telefonnummer',
  ],
  team: ['team', 'department', 'group', 'crew', 'equipo', 'departamento', 'grupo', 'abteilung', 'gruppe'],
  status: ['status', 'oktauserstatus', 'userstatus', 'employmentstatus', 'employeestatus', 'estado', 'situacion'],
  left: [
    'terminationdate',
    'leavingdate',
    'lastday',
    'enddate',
    'deactivatedat',
    'fechadebaja',
    'fechabaja',
    'austrittsdatum',
    'austritt',
  ],
  okta: ['oktaid', 'userid', 'id'],
  bamboohr: ['bamboohrid', 'eeid'],
  number: ['employeenumber', 'employeeid', 'numerodeempleado', 'personalnummer'],
} as const satisfies Record<string, readonly string[]>;

export type Field = keyof typeof NAMES;

const FIELDS = Object.keys(NAMES) as Field[];

/** Which columns of a header are used. */
export interface Columns {
  /** The index of each field's column. */
  readonly of: ReadonlyMap<Field, number>;
  /** Those of them that have none of the known names, so that somebody can look whether they are right. */
  readonly likely: readonly Field[];
  /** Fields for which several columns may be meant, with the columns' names as they are written. None is taken. */
  readonly unclear: ReadonlyMap<Field, readonly string[]>;
  /** The names of columns that nothing is taken from, as they are written. */
  readonly unused: readonly string[];
}

export function readColumns(header: readonly string[], cells: Cells = () => []): Columns {
  const names = header.map(simplified);
  const of = new Map<Field, number>();
  for (const field of FIELDS) {
    const known: readonly string[] = NAMES[field];
    const name = known.find((one) => names.includes(one));
    if (name !== undefined) of.set(field, names.indexOf(name));
  }
  const unclear = new Map<Field, readonly string[]>();
  const missing = LIKELY_FIELDS.filter((field) => !of.has(field));
  for (const field of missing) {
    const used = new Set(of.values());
    const free = names.map((name, index) => ({ name, index })).filter(({ index }) => !used.has(index));
    const found = likelyColumns(field, free, cells);
    const [only] = found;
    if (found.length === 1 && only !== undefined) of.set(field, only);
    else if (found.length > 1)
      unclear.set(
        field,
        found.map((index) => header[index] ?? ''),
      );
  }
  const used = new Set(of.values());
  return {
    of,
    likely: missing.filter((field) => of.has(field)),
    unclear,
    unused: header.filter((name, index) => name !== '' && !used.has(index)),
  };
}

/** "E-Mail-Adresse", "Employee #" and "profile.firstName" → "emailadresse", "employeenumber", "firstname". */
function simplified(name: string): string {
  return name
    .replace(/^(?:user|profile)\./i, '')
    .replace(/#/g, 'number')
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
