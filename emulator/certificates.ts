// @peculiar/x509 asks for this polyfill, loaded before it.
import 'reflect-metadata';
import { KeyObject, webcrypto } from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';
import * as x509 from '@peculiar/x509';

/** A certificate authority that lives as long as the process; its private keys are never written. */
export interface CertificateAuthority {
  /** The authority's own certificate in PEM, for a client to trust. */
  readonly pem: string;
  /** The TLS context of a server named `host`; made at the first call for each host. */
  contextFor(host: string): Promise<SecureContext>;
}

// P-256: making an RSA key would take longer than the rest of the start.
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 86_400_000;

const newKeys = () => webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);

function validity() {
  // Valid since yesterday, for a client whose clock is a little behind ours.
  return { notBefore: new Date(Date.now() - DAY_MS), notAfter: new Date(Date.now() + 365 * DAY_MS) };
}

/** Makes a new authority. Each host gets a certificate of its own because `*.twilio.com` does not cover regional names. */
export async function createCertificateAuthority(): Promise<CertificateAuthority> {
  const [rootKeys, hostKeys] = await Promise.all([newKeys(), newKeys()]);
  const root = await createRoot(rootKeys);
  const key = KeyObject.from(hostKeys.privateKey).export({ type: 'pkcs8', format: 'pem' });

  async function makeContext(host: string): Promise<SecureContext> {
    const certificate = await x509.X509CertificateGenerator.create({
      subject: 'CN=Rosterline local Twilio host',
      issuer: root.subject,
      publicKey: hostKeys.publicKey,
      signingKey: rootKeys.privateKey,
      signingAlgorithm: ALGORITHM,
      ...validity(),
      extensions: [
        new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: host }]),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      ],
    });
    return createSecureContext({ key, cert: certificate.toString('pem') });
  }

  const contexts = new Map<string, Promise<SecureContext>>();
  return {
    pem: root.toString('pem'),
    contextFor(host) {
      const name = host.toLowerCase();
      const context = contexts.get(name) ?? makeContext(name);
      contexts.set(name, context);
      return context;
    },
  };
}

function createRoot(keys: webcrypto.CryptoKeyPair): Promise<x509.X509Certificate> {
  return x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=Rosterline local Twilio',
    keys,
    signingAlgorithm: ALGORITHM,
    ...validity(),
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
    ],
  });
}
