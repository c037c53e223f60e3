export type Role = 'system' | 'developer' | 'user' | 'assistant' | 'tool';
/** One message as it is sent. `toolCalls` are the assistant's; `toolCallId` says which call a tool's message answers. */
export type Message = {
    role: Role;
    content: string;
    name?: string | undefined;
    toolCalls?: {
        id: string;
        name: string;
        arguments: string;
    }[];
    toolCallId?: string;
};
