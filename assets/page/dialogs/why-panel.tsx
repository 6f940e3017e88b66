import { useEffect, useState } from 'preact/hooks';
import type { PersonView, WhyView } from '../../api/views/views';
import { ActButton, HandoverButton } from '../action-items';
import { RequestFailed } from '../api';
import { now } from '../clock';
import { explain } from '../fetching';
import { t } from '../i18n/translate';
import { type Act, isStranger } from '../model/acts';
import { emptyDraft } from '../model/draft';
import { staleDataText } from '../model/errors';
import { handoverItems } from '../model/handovers';
import { nameOf } from '../model/names';
import type { Row } from '../model/row';
import type { Ticks } from '../model/ticks';
import { clockOf, type WallClock } from '../model/wall-clock';
import { mayUse } from '../role';
import { expireSession } from '../session';
import { close, open } from '../store';
import { answerOf } from './answer';
import { Audit } from './audit';
import { Coming } from './coming';
import { Comparison } from './compared';
import { DialogFrame } from './frame';
import { LastReason } from './last-reason';
import { Endings } from './set-dialog';

interface Props {
  /** The person in the table; absent while it is loading. */
  readonly row: Row | undefined;
  readonly person: PersonView;
  readonly viewer: WallClock;
  readonly ticks: Ticks;
  readonly top: boolean;
  /** Number of acts run so far: after each the view is fetched again. */
  readonly acts: number;
}

/** The panel of one person: explains their status and offers the possible acts. */
export function WhyPanel({ row, person: shown, viewer, ticks, top, acts }: Props) {
  const { view, failure } = useExplanation(shown.person, acts);
  const person = view?.person ?? shown;
  return (
    <DialogFrame title={t('dialog-why.title', { name: nameOf(shown) })} panel top={top}>
      <button type="button" class="close" onClick={close}>
        {t('dialog.close')}
      </button>
      <p class="quiet-text">
        {person.identity} · {clockOf(person.zone).zone}
        {person.manager && ` · ${t('dialog-why.managed-by', { manager: person.manager })}`}
      </p>
      <div role="alert">{failure && <p class="notice">{failure}</p>}</div>
      {!view && !failure && <p class="nothing">{t('dialog-why.asking')}</p>}
      {view && <Explanation view={view} row={row} viewer={viewer} ticks={ticks} />}
    </DialogFrame>
  );
}

/** Fetches a person's view when the panel opens and after each act; `failure` says why the last fetch failed. */
function useExplanation(name: string, acts: number): { readonly view: WhyView | undefined; readonly failure: string } {
  const [view, setView] = useState<WhyView>();
  const [failure, setFailure] = useState('');
  useEffect(() => {
    let isOpen = true;
    explain(name)
      .then((answer) => {
        if (!isOpen) return;
        setView(answer);
        setFailure('');
      })
      .catch((error: unknown) => {
        if (!(error instanceof RequestFailed)) throw error;
        if (error.error.code === 'unauthorized') expireSession();
        else if (isOpen) setFailure(staleDataText(error.error));
      });
    return () => {
      isOpen = false;
    };
  }, [name, acts]);
  return { view, failure };
}

function Explanation({
  view,
  row,
  viewer,
  ticks,
}: { readonly view: WhyView } & Pick<Props, 'row' | 'viewer' | 'ticks'>) {
  const { person } = view;
  return (
    <>
      <div class="answer" role="status">
        {answerOf(person, row?.window, viewer, Date.parse(view.at)).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        <LastReason view={view} viewer={viewer} />
      </div>
      <Comparison view={view} row={row} viewer={viewer} ticks={ticks} />
      <Actions person={person} viewer={viewer} />
      {view.coming && (
        <Coming at={Date.parse(view.at)} window={view.coming} viewer={viewer} clock={clockOf(person.zone)} />
      )}
      <Audit view={view} viewer={viewer} />
    </>
  );
}

function Actions({ person, viewer }: { readonly person: PersonView; readonly viewer: WallClock }) {
  const name = nameOf(person);
  const { held, failed, pending, planned, undoable, should } = person;
  // What is set for somebody who has left has no effect, and so is not offered.
  const hasLeft = should.state === 'deactivated';
  const acts: readonly Act[] = [
    ...(undoable ? [{ kind: 'undo', person } as const] : []),
    ...(held.length > 0
      ? ([
          { kind: 'release', person },
          { kind: 'drop-held', person },
        ] as const)
      : []),
    ...(failed.length > 0 || pending ? [{ kind: 'replay', person } as const] : []),
    ...(isStranger(person) ? [{ kind: 'forget', person } as const] : []),
    ...(failed.length > 0 ? [{ kind: 'drop-failed', person } as const] : []),
    ...(!hasLeft && planned.some(({ kind }) => kind === 'offboarded') ? [{ kind: 'cancel', person } as const] : []),
  ];
  return (
    <div class="buttons">
      {!person.unreadable && !hasLeft && mayUse('/shifts/override') && (
        <button
          type="button"
          aria-label={t('people.change-person', { person: name })}
          onClick={() => open({ kind: 'set', person, draft: emptyDraft(person, viewer, now()) })}
        >
          {t('dialog-why.change')}
        </button>
      )}
      {acts.map((act) => (
        <ActButton key={act.kind} act={act} about={name} />
      ))}
      {handoverItems(person, () => '').length > 0 && <HandoverButton person={person} />}
      {!hasLeft && <Endings person={person} />}
    </div>
  );
}
