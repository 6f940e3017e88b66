// Calls Rosterline's tick every minute (see wrangler.toml). An error that is thrown marks the run as failed at Cloudflare.
export default {
  async scheduled(_controller, env) {
    const answer = await fetch(new URL('/shifts/tick', env.ROSTERLINE_URL), {
      method: 'POST',
      headers: { Authorization: `Bearer ${env.TICK_SECRET}`, 'Content-Type': 'application/json' },
      body: '{}',
      signal: AbortSignal.timeout(15_000), // a Function is stopped after 10 s
    });
    const body = await answer.text();
    if (!answer.ok) throw new Error(`The tick was answered ${answer.status}: ${body}`);
  },
};
