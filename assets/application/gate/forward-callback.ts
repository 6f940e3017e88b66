/** Frontline's callbacks that a customer's own service answers, by the last part of their addresses here. */
export const CALLBACKS = ['crm', 'outgoing', 'templates'] as const;

export type CallbackName = (typeof CALLBACKS)[number];

/** Where callbacks are forwarded to; what is absent is not configured. */
export type CallbackAddresses = Readonly<Partial<Record<CallbackName, string>>>;

/** The fields of a form: a field that came several times has a list. */
export type FormFields = Readonly<Record<string, string | readonly string[]>>;

/** A callback on its way to the customer's service. */
export interface ForwardedCallback {
  /** The service's address, with its query if it has one. */
  readonly url: string;
  readonly fields: FormFields;
  /** How long it may take, connecting and the whole answer included, ms. */
  readonly ms: number;
}

/**
 * What the service answered, or why there is no answer that could be passed on. `reason`: in words that name neither the address nor
 * anybody.
 */
export type ServiceAnswer =
  | { readonly status: number; readonly contentType: string | undefined; readonly body: string }
  | {
      readonly failed: 'timeout' | 'unreachable' | 'itself' | 'redirected' | 'too large' | 'encoded';
      readonly reason: string;
    };

/** Sends a callback to the customer's service, signed for its address as Twilio would sign it. Never throws for what the service does. */
export type ForwardCallback = (callback: ForwardedCallback) => Promise<ServiceAnswer>;
