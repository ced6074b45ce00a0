import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { type DemoUser, demoUsersSchema } from '@kratix-portal/test-cluster';
import { DemoError } from '../cli/DemoError';

/** Reads the users of `--users FILE`, a list in YAML or JSON. */
export async function readUsers(file: string): Promise<DemoUser[]> {
  let content: unknown;
  try {
    content = parse(await readFile(file, 'utf8'), { schema: 'core' });
  } catch (cause) {
    throw DemoError.because(
      'bad-users-file',
      `--users ${file} cannot be read`,
      cause,
    );
  }
  const users = demoUsersSchema.safeParse(content);
  if (!users.success) {
    throw new DemoError(
      'bad-users-file',
      `--users ${file} is not a list of { username, password, email, groups, displayName? }:\n${z.prettifyError(users.error)}`,
    );
  }
  return users.data;
}
