import type { WhyView } from '../../api/views/views';
import { compareWithFrontline, desiredStatus } from '../model/status';
import { moment } from '../model/times';
import type { WallClock } from '../model/wall-clock';
import { SignIcon } from '../parts/sign-icon';

/** The desired status beside Frontline's. */
export function Comparison({ view: { at, person }, viewer }: { readonly view: WhyView; readonly viewer: WallClock }) {
  const { frontline } = person;
  const { status, words } = desiredStatus(person);
  const { verdict } = compareWithFrontline(
    { person, observation: undefined, window: undefined, found: undefined },
    false,
  );
  const has =
    frontline.seen !== 'now'
      ? { missing: 'No such user', noted: '', unknown: 'Not known', unreachable: 'Did not answer' }[frontline.seen]
      : `${frontline.state === 'active' ? 'Let in' : 'Locked out'}, ${frontline.available ? 'on duty' : 'off duty'}`;
  const instant = Date.parse(at);
  return (
    <dl class={`compared compared-${verdict}`}>
      <div>
        <dt>Should be</dt>
        <dd>
          <SignIcon sign={status} /> {words}
        </dd>
      </div>
      <div>
        <dt>Frontline</dt>
        <dd>
          <SignIcon sign={verdict === 'agrees' ? 'well' : verdict === 'differs' ? 'differs' : 'warn'} /> {has}
          <span class="seen">
            {' '}
            {frontline.seen === 'now' ? 'seen' : 'asked'} {moment(instant, viewer, instant)}
          </span>
        </dd>
      </div>
    </dl>
  );
}
