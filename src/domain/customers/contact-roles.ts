// What a contact of a customer is there for. To those of payments messages about money go, beside the customer's own address.

export const contactRoles = ['payments', 'management', 'purchasing', 'legal', 'other'] as const
export type ContactRole = (typeof contactRoles)[number]
