// Tables of the sign-in library, apart in a schema of their own: people belong to the installation, members to companies.
import { type Kysely, sql } from 'kysely'

const statements = [
  `create schema if not exists sign_in`,
  `create table sign_in.users (
    id text primary key, name text not null, email text not null unique, "emailVerified" boolean not null, image text,
    "createdAt" timestamptz not null, "updatedAt" timestamptz not null, "twoFactorEnabled" boolean, language text, "disabledAt" timestamptz)`,
  `create table sign_in.sessions (
    id text primary key, "expiresAt" timestamptz not null, token text not null unique, "createdAt" timestamptz not null, "updatedAt" timestamptz not null,
    "ipAddress" text, "userAgent" text, "userId" text not null references sign_in.users (id) on delete cascade)`,
  `create index sessions_user on sign_in.sessions ("userId")`,
  `create table sign_in.accounts (
    id text primary key, "accountId" text not null, "providerId" text not null, "userId" text not null references sign_in.users (id) on delete cascade,
    "accessToken" text, "refreshToken" text, "idToken" text, "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz, scope text,
    password text, "createdAt" timestamptz not null, "updatedAt" timestamptz not null)`,
  `create index accounts_user on sign_in.accounts ("userId")`,
  `create table sign_in.verifications (
    id text primary key, identifier text not null, value text not null, "expiresAt" timestamptz not null, "createdAt" timestamptz, "updatedAt" timestamptz)`,
  `create index verifications_identifier on sign_in.verifications (identifier)`,
  `create table sign_in.second_factors (
    id text primary key, secret text not null, "backupCodes" text not null, "userId" text not null references sign_in.users (id) on delete cascade, verified boolean,
    "failedVerificationCount" integer, "lockedUntil" timestamptz)`,
  `create index second_factors_user on sign_in.second_factors ("userId")`,
  `create table sign_in.attempts (key text primary key, failures integer not null, window_started_at timestamptz not null, locked_until timestamptz)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
