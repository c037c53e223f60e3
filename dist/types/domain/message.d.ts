export type Role = 'system' | 'developer' | 'user' | 'assistant' | 'tool';
/** A part of a message's content: a text, or an image as `https://…` or `data:image/…;base64,…`. */
export type MessagePart = {
    text: string;
} | {
    image: string;
    detail?: string | undefined;
};
/** One message as it is sent. `toolCalls` are the assistant's; `toolCallId` says which call a tool's message answers. */
export type Message = {
    role: Role;
    /** Its text; of several parts, the texts joined by line ends. */
    content: string;
    /** The parts of a content that has images in it, in their order. */
    parts?: MessagePart[];
    name?: string | undefined;
    toolCalls?: {
        id: string;
        name: string;
        arguments: string;
    }[];
    toolCallId?: string;
};
