/** All dialogs of the people's view; loaded as soon as the page shows what it shows first. */

import { stretchesOf } from '../model/bars';
import type { Row } from '../model/row';
import type { Ticks } from '../model/ticks';
import type { WallClock } from '../model/wall-clock';
import type { State } from '../store';
import { ActDialog } from './act-dialog';
import { BatchDialog } from './batch-dialog';
import { HandoverDialog } from './handover-dialog';
import { SetDialog } from './set-dialog';
import { WhyPanel } from './why-panel';

interface Props {
  readonly state: State;
  readonly rows: readonly Row[];
  readonly viewer: WallClock;
  readonly ticks: Ticks;
}

export function Dialogs({ state, rows, viewer, ticks }: Props) {
  const { dialogs, acts } = state;
  const { from = '', to = '' } = state.pages[0]?.view ?? {};
  const reach = { from: Date.parse(from), to: Date.parse(to) };
  const rowOf = (name: string) => rows.find(({ person }) => person.person === name);
  return (
    <>
      {dialogs.map((dialog, index) => {
        const top = index === dialogs.length - 1;
        const key = `${index} ${dialog.kind}`;
        const { reason = '' } = dialog;
        if (dialog.kind === 'act')
          return <ActDialog key={key} act={dialog.act} reason={reason} batch={state.batch} viewer={viewer} top={top} />;
        if (dialog.kind === 'batch')
          return state.batch ? <BatchDialog key={key} batch={state.batch} top={top} /> : null;
        const row = rowOf(dialog.person.person);
        const person = row?.person ?? dialog.person;
        if (dialog.kind === 'handover')
          return <HandoverDialog key={key} person={person} to={dialog.to} reason={reason} top={top} />;
        return dialog.kind === 'why' ? (
          <WhyPanel key={key} row={row} person={person} viewer={viewer} ticks={ticks} top={top} acts={acts} />
        ) : (
          <SetDialog
            key={key}
            person={person}
            window={row?.window}
            stretches={row?.window ? stretchesOf(row.window, reach) : []}
            draft={dialog.draft}
            reason={reason}
            viewer={viewer}
            top={top}
          />
        );
      })}
    </>
  );
}
