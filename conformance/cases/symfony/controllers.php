<?php

namespace App\Controller;

use Symfony\Bundle\FrameworkBundle\Controller\AbstractController;
use Symfony\Component\HttpFoundation\RedirectResponse;
use Symfony\Component\HttpFoundation\Request;
use Symfony\Component\HttpFoundation\Response;
use Symfony\Component\Routing\Annotation\Route;

class OrderController extends AbstractController
{
    #[Route('/target', name: 'target', methods: ['GET'])]
    public function target(): Response
    {
        return new Response('target');
    }

    #[Route('/created', methods: ['POST'])]
    public function created(): Response
    {
        // probe: /created
        return new RedirectResponse('/target');
    }

    #[Route('/created-301', methods: ['PUT', 'DELETE'])]
    public function createdMoved(): Response
    {
        // probe: /created-301
        return new RedirectResponse('/target', Response::HTTP_MOVED_PERMANENTLY);
    }

    #[Route('/chained', methods: 'PATCH')]
    public function chained(): Response
    {
        // probe: /chained
        return (new RedirectResponse('/target'))->setStatusCode(302);
    }

    #[Route('/later', methods: [Request::METHOD_POST])]
    public function later(): Response
    {
        // probe: /later
        $response = new RedirectResponse('/target');
        $response->setStatusCode(301);
        return $response;
    }

    #[Route('/response', methods: ['POST'])]
    public function response(): Response
    {
        // probe: /response
        return new Response('', 302, ['Location' => '/target']);
    }

    #[Route('/own', methods: ['POST'])]
    public function own(): Response
    {
        // probe: /own
        return $this->redirect('/target');
    }

    #[Route('/own-303', methods: ['POST'])]
    public function ownSeeOther(): Response
    {
        // probe: /own-303
        return $this->redirect('/target', 303);
    }

    #[Route('/to-route', methods: ['DELETE'])]
    public function toRoute(): Response
    {
        // probe: /to-route
        return $this->redirectToRoute('target');
    }

    #[Route('/to-route-parameters', methods: ['DELETE'])]
    public function toRouteParameters(): Response
    {
        // probe: /to-route-parameters
        return $this->redirectToRoute('target', ['id' => 1]);
    }

    #[Route('/to-route-302', methods: ['DELETE'])]
    public function toRouteFound(): Response
    {
        // probe: /to-route-302
        return $this->redirectToRoute('target', [], Response::HTTP_FOUND);
    }

    #[Route('/asked')]
    public function asked(Request $request): Response
    {
        if ($request->isMethod('POST')) {
            // probe: /asked
            return $this->redirect('/posted');
        }
        if (!$request->isMethodSafe()) {
            // probe: /asked
            return $this->redirect('/unsafe', 307);
        }
        // probe: /asked
        return $this->redirect('/shown', 301);
    }
}

#[Route('/invoked', methods: ['POST'])]
class InvokedController
{
    public function __invoke(): RedirectResponse
    {
        // probe: /invoked
        return new RedirectResponse('/target');
    }
}

#[Route('/class', methods: ['POST'])]
class ClassController
{
    #[Route('/put', methods: ['PUT'])]
    public function put(): RedirectResponse
    {
        // probe: /class/put
        return new RedirectResponse('/target');
    }

    #[Route('/inherited')]
    public function inherited(): RedirectResponse
    {
        // probe: /class/inherited
        return new RedirectResponse('/target');
    }
}
