import {
  begin,
  draftOf,
  type EditSession,
  isEdited,
  published,
  renew,
  setAsideIn,
  takeOver,
  withTheirs,
} from '../../../assets/page/roster/edit-session';

const source = (version: number, yaml: string) => ({ version, yaml, at: null, by: 'Carla', note: null });
const typed = (session: EditSession, text: string): EditSession => ({ ...session, text });
/** As a reload of the page does. */
const reloaded = (session: EditSession, now: ReturnType<typeof source>) =>
  begin(now, JSON.parse(JSON.stringify(draftOf(session) ?? null)) ?? undefined);

test('a session in which nothing was typed keeps nothing', () => {
  expect(draftOf(begin(source(1, 'a')))).toBeUndefined();
});

test('a typed text is an edit of its version after a reload', () => {
  const session = { ...typed(begin(source(1, 'a')), 'mine'), note: 'why' };
  expect(reloaded(session, source(1, 'a'))).toEqual(session);
});

test('a typed text meets another version after a reload as a difference to decide on', () => {
  const session = reloaded(typed(begin(source(1, 'a')), 'mine'), source(2, 'b'));
  expect(session).toMatchObject({ text: 'mine', base: { version: 1 }, theirs: { version: 2, yaml: 'b' } });
  expect(isEdited(session)).toBe(true);
});

test('another’s version of the same text is no difference', () => {
  const session = withTheirs(typed(begin(source(1, 'a')), 'mine'), source(2, 'mine'));
  expect(session).toEqual({ base: source(2, 'mine'), text: 'mine', note: '', setAside: [] });
});

test('taking over makes the text an edit of the other’s version and sets one’s own aside', () => {
  const conflict = withTheirs(typed(begin(source(1, 'a')), 'mine'), source(2, 'b'));
  const session = takeOver({ ...conflict, merged: 'b and mine' }, 'b and mine');
  expect(session).toEqual({ base: source(2, 'b'), text: 'b and mine', note: '', setAside: ['mine'] });
  expect(published(session, source(3, 'b and mine'))).toMatchObject({ setAside: ['mine'], text: 'b and mine' });
});

test('going on with one’s own text sets nothing aside', () => {
  const conflict = withTheirs(typed(begin(source(1, 'a')), 'mine'), source(2, 'b'));
  expect(takeOver(conflict, 'mine')).toEqual({ base: source(2, 'b'), text: 'mine', note: '', setAside: [] });
});

test('what is being merged survives a reload, and a third version', () => {
  const merging = { ...withTheirs(typed(begin(source(1, 'a')), 'mine'), source(2, 'b')), merged: 'b and' };
  expect(reloaded(merging, source(2, 'b'))).toMatchObject({ text: 'mine', theirs: { version: 2 }, merged: 'b and' });
  for (const session of [reloaded(merging, source(3, 'c')), withTheirs(merging, source(3, 'c'))]) {
    expect(session).toMatchObject({ text: 'mine', theirs: { version: 3 }, setAside: ['b and'] });
    expect(session.merged).toBeUndefined();
  }
});

test('a text that is set aside does not take the place of an earlier one', () => {
  const session = setAsideIn(setAsideIn(setAsideIn(begin(source(1, 'a')), 'one'), 'two'), 'one');
  expect(session.setAside).toEqual(['two', 'one']);
  const conflict = withTheirs(typed(session, 'mine'), source(2, 'b'));
  expect(takeOver(conflict, 'b').setAside).toEqual(['two', 'one', 'mine']);
});

test('loading again takes a newer version where nothing was typed, and keeps what was set aside', () => {
  const session = { ...begin(source(1, 'a')), setAside: ['old'] };
  expect(renew(session, source(1, 'a'))).toBe(session);
  expect(renew(session, source(2, 'b'))).toEqual({ base: source(2, 'b'), text: 'b', note: '', setAside: ['old'] });
  expect(renew(typed(session, 'mine'), source(2, 'b'))).toMatchObject({ text: 'mine', theirs: { version: 2 } });
});
