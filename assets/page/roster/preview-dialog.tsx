/** Says what publishing a text does, and publishes exactly that text. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { now } from '../clock';
import { DialogFrame } from '../dialogs/frame';
import { t } from '../i18n/translate';
import type { WallClock } from '../model/wall-clock';
import { SignIcon } from '../parts/sign-icon';
import { read, write } from '../store';
import type { Publishing } from './api';
import type { EditSession } from './edit-session';
import { FaultText } from './fault-text';
import { consequencesOf } from './publication-words';
import { type Asked, preview, publishNow } from './publishing';
import type { Publication, TextFault } from './versions';

/** What is to be published. */
export type Subject =
  | { readonly kind: 'publish'; readonly text: string }
  | { readonly kind: 'rollback'; readonly version: number };

/** Characters that the server takes. */
const LONGEST_NOTE = 200;

interface Props {
  readonly subject: Subject;
  readonly session: EditSession;
  readonly viewer: WallClock;
  onClose(): void;
}

export function PreviewDialog({ subject, session, viewer, onClose }: Props) {
  // The subject is previewed once: while the dialog is open, nobody can edit.
  const [asked, setAsked] = useState<Asked<Publication>>();
  const [note, setNote] = useState(
    subject.kind === 'publish' ? session.note.slice(0, LONGEST_NOTE) : `rollback to version ${subject.version}`,
  );
  const publishing = publishingOf(subject, session.base.version);
  const ask = async (): Promise<void> => {
    setAsked(undefined);
    const answer = await preview(publishing);
    if (answer === 'published meanwhile') onClose();
    else setAsked(answer);
  };
  useEffect(() => void ask(), []);
  const title =
    subject.kind === 'publish'
      ? t('roster-publish.title')
      : t('roster-publish.rollback-title', { version: subject.version });
  const type = (typed: string): void => {
    setNote(typed);
    if (subject.kind === 'publish') write({ editing: { ...session, note: typed } });
  };
  return (
    <DialogFrame title={title} top onClose={onClose}>
      <div role="alert">
        {asked !== undefined && asked !== 'published meanwhile' && 'failure' in asked && <Failure {...asked} />}
      </div>
      {asked === undefined && <p class="nothing">{t('roster-publish.asking')}</p>}
      {asked !== undefined && asked !== 'published meanwhile' && 'answer' in asked ? (
        <Consent
          publication={asked.answer}
          publishing={{ ...publishing, ...(note.trim() !== '' && { note: note.trim() }) }}
          note={note}
          onNote={type}
          viewer={viewer}
          onClose={onClose}
        />
      ) : (
        <div class="answers">
          <button type="button" onClick={onClose}>
            {t('roster-publish.back')}
          </button>
          {asked !== undefined && (
            <button type="button" onClick={() => void ask()}>
              {t('roster-view.try-again')}
            </button>
          )}
        </div>
      )}
    </DialogFrame>
  );
}

function publishingOf(subject: Subject, basedOn: number): Publishing {
  return subject.kind === 'publish' ? { basedOn, yaml: subject.text } : { basedOn, version: subject.version };
}

function Failure({ failure, faults = [] }: { failure: string; faults?: readonly TextFault[] }) {
  if (faults.length === 0) return <p class="notice">{failure}</p>;
  return (
    <div class="notice">
      <p>{t('roster-publish.server-errors')}</p>
      <ul>
        {faults.map((fault) => (
          <li key={`${fault.line} ${fault.path} ${fault.message}`}>
            <FaultText fault={fault} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Whether the deployment changes nobody. */
function isDryRun(): boolean {
  return read().pages[0]?.view.whole?.dryRun ?? false;
}

interface ConsentProps {
  readonly publication: Publication;
  readonly publishing: Publishing;
  readonly note: string;
  readonly viewer: WallClock;
  onNote(note: string): void;
  onClose(): void;
}

function Consent({ publication, publishing, note, viewer, onNote, onClose }: ConsentProps) {
  const [asking, setAsking] = useState(false);
  const [failure, setFailure] = useState('');
  const back = useRef<HTMLButtonElement>(null);
  // The safe answer has the focus when a question is asked.
  useEffect(() => back.current?.focus(), []);
  async function confirm(): Promise<void> {
    if (asking) return;
    setAsking(true);
    setFailure('');
    const asked = await publishNow(publishing);
    if (asked === 'published meanwhile' || 'answer' in asked) return onClose();
    setFailure(asked.failure);
    setAsking(false);
  }
  return (
    <>
      <ul class="consequences" aria-label={t('roster-publish.what-it-does')}>
        {consequencesOf(publication, isDryRun(), viewer, now()).map(({ weight, title, details, faults = [] }) => (
          <li key={title} class={`consequence-${weight}`}>
            <SignIcon sign={weight} />
            <div>
              <strong>{title}</strong>
              {faults.map((fault) => (
                <p key={`${fault.line} ${fault.path} ${fault.message}`}>
                  <FaultText fault={fault} />
                </p>
              ))}
              {details.map((detail) => (
                <p key={detail}>{detail}</p>
              ))}
            </div>
          </li>
        ))}
      </ul>
      <label class="note">
        {t('roster-publish.note')}
        <input
          type="text"
          value={note}
          maxLength={LONGEST_NOTE}
          onInput={(event) => onNote(event.currentTarget.value)}
        />
      </label>
      <div role="alert">{failure && <p class="notice">{failure}</p>}</div>
      <div class="answers">
        <button type="button" ref={back} onClick={onClose}>
          {t('roster-publish.back')}
        </button>
        <button type="button" class="primary" aria-disabled={asking} onClick={() => void confirm()}>
          {t('roster-publish.publish', { version: publication.version })}
        </button>
      </div>
    </>
  );
}
