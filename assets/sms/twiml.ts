import type { Answer } from '../api/http/answer';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Answers a text message with a text message: https://www.twilio.com/docs/messaging/twiml/message */
export function messageAnswer(text: string): Answer {
  const escaped = text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
  return {
    status: 200,
    headers: { 'Content-Type': 'text/xml; charset=utf-8', 'Cache-Control': 'no-store' },
    body: `<?xml version="1.0" encoding="UTF-8"?><Response><Message>${escaped}</Message></Response>`,
  };
}
