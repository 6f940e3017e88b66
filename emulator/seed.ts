import type { Person } from '../assets/domain/roster/roster';

/** Gives the local Twilio a user for each person of a roster, as single sign-on would: active, not available. */
export async function seedUsers(twilio: string, people: readonly Person[]): Promise<void> {
  for (const { key, identity } of people) {
    const answer = await fetch(`${twilio}/_local/users/${encodeURIComponent(identity)}`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ friendly_name: key }),
    });
    if (!answer.ok) throw new Error(`The local Twilio rejected ${key}: ${await answer.text()}`);
  }
}
