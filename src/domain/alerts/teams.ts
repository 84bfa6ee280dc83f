// Teams of the firm that must know at once when supply to a customer stops or goes on, with or without accounts of their own.
import type { AlertTopic } from './topics.ts'

export const alertTeams = ['sales', 'customer-service', 'purchasing'] as const
export type AlertTeam = (typeof alertTeams)[number]

/** What a team hears of every customer. */
export const teamTopics = ['customer-blocked', 'customer-released'] as const satisfies readonly AlertTopic[]

export const isTeamTopic = (topic: AlertTopic): boolean => (teamTopics as readonly AlertTopic[]).includes(topic)
