import { z } from 'zod';

/** The schema of a {@link DemoUser}. */
export const demoUserSchema = z.strictObject({
  /** The name that the user enters on the login page, for example `user-admin`. */
  username: z.string().min(1),
  password: z.string().min(1),
  /** The `email` claim. The API server uses it as the user's name. */
  email: z.string().min(1),
  /** The `groups` claim. RBAC binds roles to these groups. */
  groups: z.array(z.string()),
  /** Shown in the portal; the user name by default. */
  displayName: z.string().optional(),
});

/** A user whom the demo's OIDC provider knows. */
export type DemoUser = z.infer<typeof demoUserSchema>;

/** The list that `--users` reads: at least one user, and no name twice. */
export const demoUsersSchema = z
  .array(demoUserSchema)
  .min(1)
  .refine(
    users => new Set(users.map(user => user.username)).size === users.length,
    'Two users have the same username.',
  );
