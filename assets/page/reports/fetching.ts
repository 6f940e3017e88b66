/** Fetches reports, to be shown and to be kept as files. */
import { reportFileName } from '../../domain/reports/report-file';
import { parseJson, request } from '../api';
import { pathOf, type Report, type ReportRequest, type Row } from '../model/reports';
import { getSecret } from '../session';

/** @throws RequestFailed */
export async function fetchReport(asked: ReportRequest, today: string): Promise<Report> {
  const response = await request(getSecret(), pathOf(asked, today), {});
  const answer = await parseJson<Omit<Report, 'rows'> & Readonly<Record<string, readonly Row[]>>>(response);
  return { ...answer, rows: answer[asked.name] ?? [] };
}

/**
 * Has the browser save a report as the server writes it. It is fetched with the key in a header, so that no address holds a secret.
 * @throws RequestFailed
 */
export async function download(asked: ReportRequest, today: string, shown: Report, format: 'json' | 'csv') {
  const response = await request(getSecret(), pathOf(asked, today, format), {});
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  const { from, to, zone } = shown;
  link.download = reportFileName({ name: asked.name, from: Date.parse(from), to: Date.parse(to), zone }, format);
  link.click();
  // Not before the browser has begun to read it.
  window.setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
