import { createHash } from 'node:crypto';

/** A claim of an object to a name. */
export interface NameClaim {
  /** The unique and unchanging key of the object: `resource/<plural>.<group>/<namespace>/<name>`. */
  key: string;
  /** The name that the object gets if no other object wants it, in lower case. */
  wanted: string;
  /** `metadata.creationTimestamp` in RFC 3339, as Kubernetes writes it. The oldest object gets the name. */
  createdAt: string;
}

/** The longest name of an entity. */
const MAX_LENGTH = 63;
/** 50 bits. With 10,000 names that have the same stem, the probability of two equal suffixes is 1 in 20 million. */
const HASH_LENGTH = 10;
/**
 * Names and kinds of Kubernetes never contain this character, so the plain name of an object can never look like a name with a suffix. The catalog allows the
 * character inside a name.
 */
const SEPARATOR = '_';
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/**
 * Assigns unique names that are valid in the catalog. The names depend only on the claims, not on their order, so every replica and every start
 * assigns the same names.
 *
 * If several objects want the same name, the oldest object gets it, and the names of the other objects get a suffix derived from their keys. A new object therefore renames no
 * other object. When the oldest object is removed, the next oldest gets the plain name.
 */
export class NameRegistry {
  readonly #claims = new Map<string, NameClaim>();
  /** By wanted name. */
  readonly #contests = new Map<string, Contest>();

  /**
   * Adds a claim, or replaces an earlier claim with the same key.
   *
   * @returns the keys of other objects that were renamed
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

  /** @returns the keys of other objects that were renamed */
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

  /** The wanted name of a key; undefined for a key without a claim. */
  wantedBy(key: string): string | undefined {
    return this.#claims.get(key)?.wanted;
  }

  /** The key of the object that has a wanted name without a suffix; undefined if no object wants it. */
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

/** The objects that want the same name. Nearly always this is a single object. */
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
