import { createHash } from 'node:crypto';

/** Something that wants to be called a name. */
export interface NameClaim {
  /** What it is, the same for ever and of nothing else: `resource/<plural>.<group>/<namespace>/<name>`. */
  key: string;
  /** The name that it would have alone, in lower case. */
  wanted: string;
  /** `metadata.creationTimestamp`, RFC 3339 as Kubernetes writes it: of several that want a name the oldest has it. */
  createdAt: string;
}

/** The longest name that an entity may have. */
const MAX_LENGTH = 63;
/** 50 bits: of 10,000 names that begin alike, two share a suffix once in 20 million clusters. */
const HASH_LENGTH = 10;
/**
 * No name of Kubernetes has it, and no name of a kind: so a name with a suffix is never one that something else wants as it is. The catalog
 * allows it inside a name.
 */
const SEPARATOR = '_';
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/**
 * Gives each a name of its own, valid in the catalog. The names follow from what there is, and not from the order in which it came: every
 * replica, and every start, comes to the same.
 *
 * Whoever wants a name alone has it. Of several the oldest has it, so a newcomer renames nobody; the others have a suffix made from what
 * they are. Only when the oldest goes, the next one takes the name over.
 */
export class NameRegistry {
  readonly #claims = new Map<string, NameClaim>();
  /** By the name that is wanted. */
  readonly #contests = new Map<string, Contest>();

  /**
   * Puts a claim in place of an earlier one of the same key.
   *
   * @returns the keys of others that have another name since
   */
  claim(claim: NameClaim): string[] {
    const known = this.#claims.get(claim.key);
    if (known?.wanted === claim.wanted && known.createdAt === claim.createdAt) {
      return [];
    }
    const renamed = known ? this.release(claim.key) : [];
    this.#claims.set(claim.key, claim);
    const contest = this.#contests.get(claim.wanted);
    if (!contest) {
      this.#contests.set(claim.wanted, {
        holder: claim,
        keys: new Set([claim.key]),
      });
      return renamed;
    }
    contest.keys.add(claim.key);
    if (!isBefore(claim, contest.holder)) {
      return renamed;
    }
    const before = contest.holder.key;
    contest.holder = claim;
    return [...renamed, before];
  }

  /** @returns the keys of others that have another name since */
  release(key: string): string[] {
    const claim = this.#claims.get(key);
    const contest = claim && this.#contests.get(claim.wanted);
    if (!claim || !contest) {
      return [];
    }
    this.#claims.delete(key);
    contest.keys.delete(key);
    if (contest.holder.key !== key) {
      return [];
    }
    const heir = this.#oldest(contest.keys);
    if (!heir) {
      this.#contests.delete(claim.wanted);
      return [];
    }
    contest.holder = heir;
    return [heir.key];
  }

  /** The name that a key would have alone; undefined for a key without a claim. */
  wantedBy(key: string): string | undefined {
    return this.#claims.get(key)?.wanted;
  }

  /** Of those that want a name, the key that has it; undefined where nobody wants it. */
  holderOf(wanted: string): string | undefined {
    return this.#contests.get(wanted)?.holder.key;
  }

  /** The name; undefined for a key without a claim. */
  nameOf(key: string): string | undefined {
    const claim = this.#claims.get(key);
    if (!claim) {
      return undefined;
    }
    const isHolder = this.#contests.get(claim.wanted)?.holder.key === key;
    return isHolder && claim.wanted.length <= MAX_LENGTH
      ? claim.wanted
      : withSuffix(claim);
  }

  #oldest(keys: ReadonlySet<string>): NameClaim | undefined {
    let oldest: NameClaim | undefined;
    for (const key of keys) {
      const claim = this.#claims.get(key);
      if (claim && (!oldest || isBefore(claim, oldest))) {
        oldest = claim;
      }
    }
    return oldest;
  }
}

/** Those that want one name. Nearly always it is one. */
interface Contest {
  holder: NameClaim;
  keys: Set<string>;
}

function isBefore(a: NameClaim, b: NameClaim): boolean {
  return a.createdAt === b.createdAt
    ? a.key < b.key
    : a.createdAt < b.createdAt;
}

function withSuffix(claim: NameClaim): string {
  const room = MAX_LENGTH - HASH_LENGTH - SEPARATOR.length;
  const stem = claim.wanted.slice(0, room).replace(/[^a-z0-9]+$/, '');
  return `${stem}${SEPARATOR}${hashOf(claim.key)}`;
}

function hashOf(key: string): string {
  const digest = createHash('sha256').update(key).digest();
  return Array.from(
    digest.subarray(0, HASH_LENGTH),
    byte => BASE32[byte % BASE32.length],
  ).join('');
}
