import { useState } from 'preact/hooks';
import type { ActionItem } from './model/action-item';
import { type Act, heldByLimit, heldByLimitOnly, verbOf } from './model/acts';
import { addressOfGap } from './model/route';
import { SignIcon } from './parts/sign-icon';
import { open } from './store';

/** Further items are folded away; one or two are not, since they take no more room than the button. */
const SHOWN = 6;
const FOLDED_FROM = SHOWN + 3;
/** From this number on, people whom the limit held can be released or dropped together. */
const MANY = 3;

export function ActionItems({ items, ready }: { readonly items: readonly ActionItem[]; readonly ready: boolean }) {
  const [all, setAll] = useState(false);
  const folds = items.length >= FOLDED_FROM;
  const shown = all || !folds ? items : items.slice(0, SHOWN);
  return (
    <section class="needs" aria-labelledby="needs-heading">
      <div class="needs-head">
        <h2 id="needs-heading">Needs you {items.length > 0 && <span class="count">{items.length}</span>}</h2>
        <AllHeld items={items} />
      </div>
      {ready && items.length === 0 && (
        <p class="nothing">
          <SignIcon sign="well" /> Nothing waits for you.
        </p>
      )}
      {items.length > 0 && (
        <ul>
          {shown.map((item) => (
            <Line key={item.key} item={item} />
          ))}
        </ul>
      )}
      {folds && (
        <button type="button" class="quiet more" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${items.length}`}
        </button>
      )}
    </section>
  );
}

/** Buttons for all whom the limit held: a mass offboarding by HR is usually right or wrong as a whole. Others are decided on one by one. */
function AllHeld({ items }: { readonly items: readonly ActionItem[] }) {
  const held = items.flatMap(({ acts }) => acts.flatMap((act) => (act.kind === 'release' ? [act.person] : [])));
  const people = heldByLimit(held);
  if (people.length < MANY) return null;
  const acts: readonly Extract<Act, { people: readonly unknown[] }>[] = [
    { kind: 'release-all', people },
    { kind: 'drop-all', people: heldByLimitOnly(held) },
  ];
  const offered = acts.filter((act) => act.people.length > 0);
  return (
    <div class="buttons">
      {offered.map((act) => (
        <button key={act.kind} type="button" onClick={() => open({ kind: 'act', act })}>
          {verbOf(act)} {act.people.length} held by the limit
        </button>
      ))}
    </div>
  );
}

function Line({ item: { weight, kind, about, text, acts, why, gap } }: { readonly item: ActionItem }) {
  return (
    <li class={`need need-${weight}`}>
      <SignIcon sign={kind === 'Differs' ? 'differs' : weight} />
      <span class="need-kind">{kind}</span>
      <p>
        <strong>{about}</strong> <span>{text}</span>
      </p>
      <div class="buttons">
        {acts.map((act) => (
          <ActButton key={act.kind} act={act} about={about} />
        ))}
        {gap && (
          <a class="button" href={addressOfGap(gap)} aria-label={`Fill the gap in ${about}`}>
            Fill…
          </a>
        )}
        {why && (
          <button type="button" aria-label={`Why ${about}`} onClick={() => open({ kind: 'why', person: why })}>
            Why
          </button>
        )}
      </div>
    </li>
  );
}

/** Opens the confirmation dialog; nothing happens before it is confirmed. */
export function ActButton({ act, about }: { readonly act: Act; readonly about: string }) {
  return (
    <button type="button" aria-label={`${verbOf(act)} ${about}`} onClick={() => open({ kind: 'act', act })}>
      {verbOf(act)}
    </button>
  );
}
