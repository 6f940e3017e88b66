/** Small icons, distinct in shape; the text beside each says the same. */
import type { VNode } from 'preact';
import type { MatchResult } from '../model/status';

export type Sign = 'on' | 'off' | 'left' | 'none' | 'well' | 'warn' | 'stop' | 'wait' | 'know' | 'differs' | 'unknown';

/** The sign of a comparison with Frontline. */
export const VERDICT_SIGNS: Readonly<Record<MatchResult, Sign>> = {
  agrees: 'well',
  sent: 'well',
  differs: 'differs',
  changing: 'wait',
  waiting: 'wait',
  missing: 'warn',
  unknown: 'unknown',
};

const PATHS: Readonly<Record<Sign, VNode>> = {
  on: <circle cx="8" cy="8" r="6" fill="currentColor" />,
  off: <circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" stroke-width="2" />,
  left: <path d="M3.5 3.5l9 9m0-9l-9 9" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" />,
  none: <path d="M4 8h8" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" />,
  well: (
    <path
      d="M2.8 8.6l3.4 3.4 7-7.6"
      fill="none"
      stroke="currentColor"
      stroke-width="2.2"
      stroke-linecap="round"
      stroke-linejoin="round"
    />
  ),
  warn: (
    <>
      <path d="M8 1.8L15 14.2H1z" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linejoin="round" />
      <path d="M8 6.2v3.6m0 2v.2" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" />
    </>
  ),
  stop: (
    <>
      <path d="M5.2 1h5.6L15 5.2v5.6L10.8 15H5.2L1 10.8V5.2z" fill="currentColor" />
      <path d="M8 4.2v4.6m0 2.4v.2" stroke="var(--surface)" stroke-width="2" stroke-linecap="round" />
    </>
  ),
  wait: (
    <path
      d="M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8zm0 2.8V8l2.4 1.8"
      fill="none"
      stroke="currentColor"
      stroke-width="1.7"
      stroke-linecap="round"
      stroke-linejoin="round"
    />
  ),
  know: (
    <path
      d="M2.5 3.5h11v10h-11zm0 3h11M5.5 1.8v3m5-3v3"
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linejoin="round"
    />
  ),
  differs: (
    <path
      d="M2.5 6h11m-11 4.5h11M10.8 2.5l-5.6 11"
      fill="none"
      stroke="currentColor"
      stroke-width="1.9"
      stroke-linecap="round"
    />
  ),
  unknown: (
    <path d="M3 8h.1m4.85 0h.1m4.85 0h.1" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" />
  ),
};

export function SignIcon({ sign }: { readonly sign: Sign }) {
  return (
    <svg class={`mark mark-${sign}`} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {PATHS[sign]}
    </svg>
  );
}
