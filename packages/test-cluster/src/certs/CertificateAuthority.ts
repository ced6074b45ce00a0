import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import {
  X509Certificate as NodeCertificate,
  createPrivateKey,
  randomBytes,
} from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfExists, writePrivately } from '../stateFolder/privateFiles';

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;
const AUTHORITY_DAYS = 3650;
const LEAF_DAYS = 365;
/** A platform that starts today must have valid certificates when it runs for a month. */
const RENEW_BEFORE_DAYS = 30;
/** Certificates are valid from this long before now, because a clock that is slightly behind would otherwise see a certificate that is not valid yet. */
const BACKDATE_MILLISECONDS = 5 * 60 * 1000;

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const SERVER_NAMES = [
  { type: 'dns', value: 'localhost' },
  { type: 'ip', value: '127.0.0.1' },
  { type: 'ip', value: '::1' },
] as const;

/** The files of a certificate and its key. */
export interface CertificateFiles {
  certFile: string;
  keyFile: string;
}

interface Pem {
  certificate: string;
  key: string;
}

/**
 * The use of a certificate: a server on localhost, or a client with a Kubernetes user name and groups.
 * The API server uses the common name as the user and each organization as a group.
 */
export type CertificatePurpose =
  | { kind: 'server'; name: string }
  | { kind: 'client'; name: string; user: string; groups: string[] };

/**
 * The authority that all parts of a platform trust. Its files are kept in one folder and reused while they are valid, so a copy of the CA
 * file stays valid over restarts.
 */
export class CertificateAuthority {
  /** PEM. */
  readonly caFile: string;
  readonly #folder: string;
  readonly #pem: Pem;

  /** Opens the authority of a folder, or creates one. */
  static async open(folder: string): Promise<CertificateAuthority> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const files = pairFiles(folder, 'ca');
    const kept = await readPair(files);
    if (kept && isFresh(kept)) {
      return new CertificateAuthority(folder, kept);
    }
    const made = await makeAuthority();
    await writePair(files, made);
    return new CertificateAuthority(folder, made);
  }

  private constructor(folder: string, pem: Pem) {
    this.#folder = folder;
    this.#pem = pem;
    this.caFile = pairFiles(folder, 'ca').certFile;
  }

  /** Returns a certificate. An existing certificate is reused when this authority signed it for the same use and it does not expire soon. */
  async certificate(purpose: CertificatePurpose): Promise<CertificateFiles> {
    const files = pairFiles(this.#folder, purpose.name);
    const kept = await readPair(files);
    if (!kept || !this.#isUsable(kept, purpose)) {
      await writePair(files, await this.#issue(purpose));
    }
    return files;
  }

  #isUsable(pem: Pem, purpose: CertificatePurpose): boolean {
    const certificate = new NodeCertificate(pem.certificate);
    const authority = new NodeCertificate(this.#pem.certificate);
    return (
      isFresh(pem) &&
      certificate.verify(authority.publicKey) &&
      (purpose.kind === 'client'
        ? certificate.subject === subjectLines(purpose)
        : SERVER_NAMES.every(({ type, value }) =>
            type === 'dns'
              ? certificate.checkHost(value)
              : certificate.checkIP(value),
          ))
    );
  }

  async #issue(purpose: CertificatePurpose): Promise<Pem> {
    const authority = new X509Certificate(this.#pem.certificate);
    const keys = await generateKeys();
    const certificate = await X509CertificateGenerator.create({
      serialNumber: serialNumber(),
      subject:
        purpose.kind === 'client'
          ? [
              ...purpose.groups.map(group => ({ O: [group] })),
              { CN: [purpose.user] },
            ]
          : [{ CN: [`kratix-portal test-cluster ${purpose.name}`] }],
      issuer: authority.subject,
      ...validity(LEAF_DAYS),
      publicKey: keys.publicKey,
      signingKey: await importKey(this.#pem.key),
      signingAlgorithm: ALGORITHM,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([
          purpose.kind === 'client'
            ? ExtendedKeyUsage.clientAuth
            : ExtendedKeyUsage.serverAuth,
        ]),
        await AuthorityKeyIdentifierExtension.create(authority.publicKey),
        ...(purpose.kind === 'server'
          ? [new SubjectAlternativeNameExtension([...SERVER_NAMES])]
          : []),
      ],
    });
    return toPem(certificate, keys.privateKey);
  }
}

async function makeAuthority(): Promise<Pem> {
  const keys = await generateKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    // The random part distinguishes authorities in the same trust store.
    name: [
      {
        CN: [`kratix-portal test-cluster CA ${randomBytes(4).toString('hex')}`],
      },
    ],
    ...validity(AUTHORITY_DAYS),
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(
        // eslint-disable-next-line no-bitwise
        KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign,
        true,
      ),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return toPem(certificate, keys.privateKey);
}

function validity(days: number): { notBefore: Date; notAfter: Date } {
  const now = Date.now();
  return {
    notBefore: new Date(now - BACKDATE_MILLISECONDS),
    notAfter: new Date(now + days * DAY_MILLISECONDS),
  };
}

function isFresh(pem: Pem): boolean {
  const { validTo } = new NodeCertificate(pem.certificate);
  return (
    Date.parse(validTo) > Date.now() + RENEW_BEFORE_DAYS * DAY_MILLISECONDS
  );
}

/** The subject in Node's format. */
function subjectLines(purpose: { user: string; groups: string[] }): string {
  return [
    ...purpose.groups.map(group => `O=${group}`),
    `CN=${purpose.user}`,
  ].join('\n');
}

/** RFC 5280, 4.1.2.2: positive, at most 20 octets. */
function serialNumber(): string {
  return `4${randomBytes(15).toString('hex').slice(1)}`;
}

async function generateKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

async function importKey(pem: string): Promise<CryptoKey> {
  const der = PemConverter.decodeFirst(pem);
  return crypto.subtle.importKey('pkcs8', der, ALGORITHM, false, ['sign']);
}

async function toPem(
  certificate: X509Certificate,
  privateKey: CryptoKey,
): Promise<Pem> {
  const key = await crypto.subtle.exportKey('pkcs8', privateKey);
  return {
    certificate: `${certificate.toString('pem')}\n`,
    key: `${PemConverter.encode(key, PemConverter.PrivateKeyTag)}\n`,
  };
}

function pairFiles(folder: string, name: string): CertificateFiles {
  return {
    certFile: join(folder, `${name}.crt`),
    keyFile: join(folder, `${name}.key`),
  };
}

/**
 * Returns `undefined` unless both files exist, are complete, and belong together.
 * An interrupted write can leave one old file, and a power cut can leave an incomplete one.
 */
async function readPair(files: CertificateFiles): Promise<Pem | undefined> {
  const [certificate, key] = await Promise.all([
    readIfExists(files.certFile),
    readIfExists(files.keyFile),
  ]);
  if (certificate === undefined || key === undefined) {
    return undefined;
  }
  try {
    return new NodeCertificate(certificate).checkPrivateKey(
      createPrivateKey(key),
    )
      ? { certificate, key }
      : undefined;
  } catch (error) {
    // OpenSSL cannot parse one of the files.
    if ((error as NodeJS.ErrnoException).code?.startsWith('ERR_OSSL_')) {
      return undefined;
    }
    throw error;
  }
}

async function writePair(files: CertificateFiles, pem: Pem): Promise<void> {
  await writePrivately(files.keyFile, pem.key);
  await writePrivately(files.certFile, pem.certificate);
}
